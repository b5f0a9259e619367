// ONNX Runtime as WebAssembly, for platforms that it has no native library for: the same training.
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtProgram, writeClouds } from '../commandline/built-program';

const program = builtProgram();

interface Trained {
  readonly rows: readonly Record<string, number>[];
  readonly record: Record<string, unknown>;
}

/** Three epochs of the clouds in a folder of their own. */
async function trained(name: string, environment: Record<string, string>): Promise<Trained> {
  const config = writeClouds(program.at(name));
  Object.assign(program.environment, environment);
  const { run } = (await program.result('train', config, '--set', 'train.threads=2')) as {
    run: string;
  };
  const read = (file: string): string => readFileSync(join(run, file), 'utf8');
  const rows = read('metrics.jsonl').trimEnd().split('\n');
  return {
    rows: rows.map((row) => JSON.parse(row) as Record<string, number>),
    record: JSON.parse(read('run.json')) as Record<string, unknown>,
  };
}

describe('ONNX Runtime as WebAssembly', () => {
  it('trains to the same values as the native library, in a process that ends', async () => {
    const native = await trained('native', { NEGATIVE_SPACE_WASM: '0' });
    const web = await trained('web', { NEGATIVE_SPACE_WASM: '1' });
    expect(native.record.versions).toHaveProperty('onnxruntime-node');
    expect(web.record).toMatchObject({
      ...{ state: 'finished', runtime: 'cpu' },
      device: expect.stringMatching(/2 threads, as WebAssembly$/) as unknown,
    });
    expect(web.record.versions).toHaveProperty('onnxruntime-web');
    expect(web.rows).toHaveLength(native.rows.length);
    for (const [epoch, row] of native.rows.entries())
      for (const name of ['loss', 'positive_cosine', 'alignment', 'uniformity'].filter(
        (each) => each in row,
      ))
        expect(Math.abs(web.rows[epoch][name] - row[name])).toBeLessThan(1e-4);
    expect(Object.keys(web.rows[1])).toEqual(Object.keys(native.rows[1]));
    expect(native.rows[1]).toHaveProperty('alignment');
  });

  it('is what the doctor tells of, and that it has no graphics card', async () => {
    Object.assign(program.environment, { NEGATIVE_SPACE_WASM: '1' });
    const { onnxRuntime, chosen, backends } = await program.result('doctor', '--again');
    expect(onnxRuntime).toMatch(/as WebAssembly$/);
    expect(chosen).toBe('cpu');
    expect(backends).toContainEqual(
      expect.objectContaining({ name: 'webgpu', available: false }) as unknown,
    );
  });

  /** Where only these packages are installed. */
  function withPackages(name: string, ...packages: string[]): void {
    const folder = program.at(name);
    mkdirSync(folder);
    for (const each of packages)
      symlinkSync(resolve('node_modules', each), join(folder, each), 'junction');
    Object.assign(program.environment, { NODE_PATH: folder, NEGATIVE_SPACE_WASM: '0' });
  }

  it('is taken where the native library does not load', async () => {
    withPackages('web-alone', 'onnxruntime-web', 'onnxruntime-common');
    expect(await program.result('doctor')).toMatchObject({
      onnxRuntime: expect.stringMatching(/as WebAssembly$/) as unknown,
    });
  });

  it('is asked for where neither is there', async () => {
    withPackages('nothing');
    const { code, stderr } = await program.run('doctor');
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/install its WebAssembly .* npm install onnxruntime-web@\d/);
  });
});
