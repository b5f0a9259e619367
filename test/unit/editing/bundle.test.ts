// The bundle that the extension host loads: light, and without what only an engine needs.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import type { EngineLibrary } from '../../../src/protocol/engine-library';

const folder = mkdtempSync(join(tmpdir(), 'library-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('holds no runtime and no image codec, and works by itself', async () => {
  const outfile = join(folder, 'engine-library.js');
  const { metafile } = await build({
    entryPoints: ['src/engine/engine-library.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    metafile: true,
    external: ['onnxruntime-node'],
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const inputs = Object.keys(metafile.inputs).join('\n');
  expect(inputs).not.toMatch(
    /\.wasm|jsquash|fast-png|exifreader|engine\/(graph|runtime|encoder)\//,
  );
  const [{ imports, bytes }] = Object.values(metafile.outputs);
  expect(imports.map(({ path }) => path)).not.toContain('onnxruntime-node');
  expect(bytes).toBeLessThan(1e6);
  const { engineLibrary } = createRequire(import.meta.url)(outfile) as {
    readonly engineLibrary: EngineLibrary;
  };
  expect(engineLibrary.checkConfig('elephant: 1', 'a.contrast.yaml')[0].code).toBe('missing');
});
