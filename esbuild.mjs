// Bundles every program of the product into dist/ (or the folder that is named), one file each.
// With `views` as second argument only what runs in webviews is bundled.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { thirdPartyNotices } from './tools/third-party-notices.mjs';

const [outdir = 'dist', only] = process.argv.slice(2);

const native = ['onnxruntime-node'];

/** Output name -> entry file. */
const nodePrograms = {
  cli: 'src/engine/cli.ts',
  demo: 'src/engine/demo.ts',
  bench: 'bench/main.ts',
  'host-tests': 'test/host/run.ts',
  package: 'tools/package.ts',
  start: 'tools/start.ts',
  'set-up-workbench': 'tools/set-up-workbench.ts',
  'build-tensorflow-addon': 'tools/build-tensorflow-addon.ts',
  'tensorflow-self-test': 'src/engine/setup/self-test-program.ts',
  'train-process': 'src/engine/train-process.ts',
  'view-process': 'src/engine/view-process.ts',
  'errand-process': 'src/engine/errand-process.ts',
  extension: 'src/extension/extension.ts',
  'engine-library': 'src/engine/engine-library.ts',
  'runtime-probe': 'src/engine/runtime/runtime-probe-program.ts',
  'decode-worker': 'src/engine/dataset/decode-worker.ts',
};
const views = {
  'run-panel': 'src/webview/run-panel/main.tsx',
  dashboard: 'src/webview/dashboard/main.tsx',
  comparison: 'src/webview/comparison/main.tsx',
};

const common = { outdir, bundle: true, sourcemap: true, metafile: true, logLevel: 'warning' };

const ofViews = await build({
  ...common,
  entryPoints: views,
  platform: 'browser',
  target: 'chrome120',
  format: 'iife',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  // The icons' font lies beside the styles.
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
});

if (only !== 'views') {
  const ofNode = await build({
    ...common,
    entryPoints: nodePrograms,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Names stay, for the stack traces of those who have no source map.
    minifyWhitespace: true,
    minifySyntax: true,
    // Native: it stays a package of its own. The editor gives `vscode`.
    // Of the bench alone: the driver of a browser stays a package too.
    external: [...native, 'vscode', 'playwright-core'],
    // The image codecs travel inside the bundle.
    loader: { '.wasm': 'binary' },
    // Read where it is there (sources), not needed where it is empty (bundles).
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const inputs = [ofViews, ofNode].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const notices = thirdPartyNotices(inputs, native.concat('onnxruntime-common', 'onnxruntime-web'));
  const ofAddon = readFileSync('native/LICENSE', 'utf8');
  writeFileSync(
    join(outdir, 'third-party-notices.txt'),
    `${notices}\n${'-'.repeat(80)}\n\n${ofAddon}`,
  );
  // TensorFlow's addon, by platform.
  cpSync('native', join(outdir, 'native'), {
    recursive: true,
    filter: (file) => !/\.(cc|json|md)$|LICENSE$/.test(file),
  });
}
