// What is packed for each platform, and a training by the package of one that ONNX Runtime has no
// library for. This machine's Node stands in for that platform's: the bundles and the WebAssembly are
// the same bytes on all of them, and nothing of this repository can be reached from where they lie.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { EngineChild } from '../../src/extension/engine-child';
import type { Requests } from '../../src/protocol/connection';
import type { ErrandEvents, ErrandRequests } from '../../src/protocol/errand';
import type { TrainingEnd, TrainingEvents, TrainingRequests } from '../../src/protocol/training';
import { LARGEST, megabytes, packExtension } from '../../tools/pack';
import { filesOfTarget, TARGETS, WASM_TARGETS } from '../../tools/package-targets';
import { mayBeMissing } from '../missing';
import { installWorkbench } from './install';
import { isSupported, type WorkbenchRuntime } from './runtime';
import { CONFIG, sampleFolder } from './sample-folder';

const noPackage = mayBeMissing(isSupported ? undefined : 'packages are made on Linux x64 only');

/** The last parts of the paths of the native files. */
const libraries: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': ['linux/x64/libonnxruntime.so.1'],
  'linux-arm64': ['linux/arm64/libonnxruntime.so.1'],
  'darwin-arm64': ['darwin/arm64/libonnxruntime.1.dylib'],
  'win32-x64': ['DirectML.dll', 'dxcompiler.dll', 'dxil.dll', 'onnxruntime.dll'].map(
    (name) => `win32/x64/${name}`,
  ),
  'win32-arm64': ['DirectML.dll', 'dxcompiler.dll', 'dxil.dll', 'onnxruntime.dll'].map(
    (name) => `win32/arm64/${name}`,
  ),
};

it.each(Object.entries(libraries))('%s gets its native library', (target, names) => {
  const binaries = filesOfTarget(target).filter((file) => file.includes('/bin/'));
  const folder = 'node_modules/onnxruntime-node/bin/napi-v6';
  const addon = `${dirname(names[0])}/onnxruntime_binding.node`;
  expect([...binaries].sort()).toEqual([...names, addon].map((name) => `${folder}/${name}`).sort());
});

it.each(WASM_TARGETS)('%s gets the WebAssembly and no library', (target) => {
  expect(filesOfTarget(target)).toEqual(filesOfTarget('alpine-x64'));
});

it('names every platform once, and refuses others with those that there are', () => {
  expect([...TARGETS].sort()).toEqual([...Object.keys(libraries), ...WASM_TARGETS].sort());
  expect(() => filesOfTarget('web')).toThrow(/^Nothing is packed for web: name one of linux-x64, /);
});

describe.skipIf(noPackage)(`packages with WebAssembly${noPackage ? ` (${noPackage})` : ''}`, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'negative-space-package-'));
  const unpacked = join(scratch, 'unpacked');
  const children: { end(): Promise<void> }[] = [];
  let runtime: WorkbenchRuntime;

  beforeAll(async () => {
    runtime = await installWorkbench((line) => process.stderr.write(`${line}\n`));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(children.splice(0).map((child) => child.end()));
  });
  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  it('hold what is named in package-files-wasm.txt, without a native file', async () => {
    const packed = await packExtension(runtime, 'alpine-x64', join(scratch, 'it.vsix'));
    await expect(`${packed.entries.join('\n')}\n`).toMatchFileSnapshot('package-files-wasm.txt');
    expect(packed.entries.join('\n')).not.toMatch(/\.(node|dll|dylib|so[.\d]*)$/m);
    expect(packed.bytes).toBeLessThan(LARGEST);
    expect(packed.output).not.toMatch(/warning/i);
    process.stdout.write(`  alpine-x64: ${megabytes(packed.bytes)}\n`);
  });

  it('find their WebAssembly where they lie alone', async () => {
    unpack(join(scratch, 'it.vsix'), unpacked);
    const { connection } = start<ErrandRequests, ErrandEvents>('errand-process');
    const lines = (await connection.request('hardware', {})).join('\n');
    expect(lines).toMatch(/ONNX Runtime \d.* as WebAssembly/);
    expect(lines).toMatch(/cpu/);
  });

  it('train the sample, without a network', async () => {
    const folder = await sampleFolder(scratch, { epochs: 2 });
    const { connection } = start<TrainingRequests, TrainingEvents>('train-process');
    const ended = new Promise<TrainingEnd>((done) => {
      connection.on('ended', done);
    });
    const config = join(folder, CONFIG);
    const { run } = await connection.request('train', { config, overrides: ['train.threads=2'] });
    expect(await ended).toEqual({ outcome: 'finished' });
    expect(JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'))).toMatchObject({
      ...{ state: 'finished', runtime: 'cpu' },
      device: expect.stringMatching(/2 threads, as WebAssembly$/) as unknown,
      versions: { 'onnxruntime-web': expect.any(String) as unknown },
    });
    const rows = readFileSync(join(run, 'metrics.jsonl'), 'utf8').trimEnd().split('\n');
    expect(rows).toHaveLength(2);
  });

  /** A program of the unpacked package, as the extension starts it, which ends where it connects. */
  function start<R extends Requests<R>, E extends object>(program: string): EngineChild<R, E> {
    vi.stubEnv('NODE_PATH', undefined);
    vi.stubEnv('NODE_OPTIONS', `--require=${resolve(NO_NETWORK)}`);
    vi.stubEnv('NEGATIVE_SPACE_RUNTIMES', join(scratch, 'runtimes'));
    const file = join(unpacked, 'extension', 'dist', `${program}.js`);
    const child = new EngineChild<R, E>(file, (line) => process.stderr.write(`${line}\n`));
    children.push(child);
    return child;
  }
});

const NO_NETWORK = 'test/workbench/no-network.cjs';

function unpack(file: string, folder: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(file)))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}
