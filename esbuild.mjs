// Bundles every program of the product into dist/ (or the folder that is named), one file each.
import { build } from 'esbuild';

/** Output name -> entry file. */
const programs = {
  cli: 'src/engine/cli.ts',
  demo: 'src/engine/demo.ts',
  bench: 'bench/main.ts',
  'webgpu-probe': 'src/engine/runtime/webgpu-probe-program.ts',
  'decode-worker': 'src/engine/dataset/decode-worker.ts',
};

await build({
  entryPoints: programs,
  outdir: process.argv[2] ?? 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  logLevel: 'warning',
  // Native: it stays a package of its own.
  external: ['onnxruntime-node'],
  // The image codecs travel inside the bundle.
  loader: { '.wasm': 'binary' },
  // Read where it is there (sources), not needed where it is empty (bundles).
  logOverride: { 'empty-import-meta': 'silent' },
});
