// The whole way of a set-up, from an index on this machine and with wheels of a few bytes.
import { existsSync, lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import {
  findTensorFlow,
  installedTensorFlows,
} from '../../../src/engine/runtime/tensorflow/installation';
import { removeTensorFlow } from '../../../src/engine/setup/remove-tensorflow';
import { setUpTensorFlow } from '../../../src/engine/setup/set-up-tensorflow';
import { cpuWheel, cudaWheels, gpuWheel } from './fake-wheel';
import { setUpFolder } from './set-up-folder';

const place = setUpFolder();
const cpu = { version: '2.20.0', variant: 'cpu' } as const;
const gpu = { version: '2.20.0', variant: 'gpu' } as const;
const parent = (): string => join(place.root, 'tensorflow');

it.each(['html', 'json'] as const)('keeps what is needed, from an index in %s', async (form) => {
  const index = await place.index([cpuWheel()], form);
  const result = await setUpTensorFlow(cpu, place.options(index.url));
  expect(result).toMatchObject({ ...cpu, isNew: true, usesGpu: false });
  expect(findTensorFlow(place.root)).toEqual({
    folder: join(parent(), '2.20.0-cpu'),
    ...cpu,
    addon: join(parent(), '2.20.0-cpu', 'addon', 'tfjs_binding.node'),
  });
  expect(readdirSync(parent())).toEqual(['2.20.0-cpu']);
  expect(readdirSync(result.folder, { recursive: true }).sort()).toEqual([
    'addon',
    'addon/tfjs_binding.node',
    'installation.json',
    'lib',
    'lib/libtensorflow.so',
    'lib/libtensorflow_cc.so.2',
    'lib/libtensorflow_framework.so',
    'lib/libtensorflow_framework.so.2',
  ]);
  expect(statSync(join(result.folder, 'lib', 'libtensorflow.so')).size).toBe(200_000);
  expect(lstatSync(join(result.folder, 'lib', 'libtensorflow.so')).isSymbolicLink()).toBe(true);
  expect(readFileSync(result.addon, 'utf8')).toBe('addon');
});

it('says how far it is, in bytes', async () => {
  const index = await place.index([cpuWheel()]);
  await setUpTensorFlow(cpu, place.options(index.url));
  for (const task of ['downloading tensorflow-cpu', 'unpacking tensorflow-cpu']) {
    const last = place.progress.findLast((each) => each.task === task)!;
    expect(last.done).toBe(last.total);
    expect(last.total).toBeGreaterThanOrEqual(250_000);
  }
  expect(place.said[0]).toBe(
    `Bringing TensorFlow 2.20.0 by the package index 127.0.0.1:${index.port}; the SHA-256 that it publishes is checked.`,
  );
});

it('brings the CUDA libraries that the package names, for a graphics card', async () => {
  const index = await place.index([gpuWheel(), ...cudaWheels()]);
  const { folder } = await setUpTensorFlow(gpu, place.options(index.url));
  const nvidia = readdirSync(join(folder, 'nvidia'), { recursive: true, withFileTypes: true });
  const files = nvidia.filter((each) => each.isFile()).map(({ name }) => name);
  expect(files.sort()).toEqual(['libcublas.so.12', 'ptxas']);
  expect(statSync(join(folder, 'nvidia/cuda_nvcc/bin/ptxas')).mode & 0o111).toBe(0o111);
  expect(index.requests).toHaveLength(3);
});

it('refuses a package for a graphics card that names no CUDA libraries', async () => {
  const { bytes } = cpuWheel();
  const name = gpuWheel().name;
  const index = await place.index([{ name, bytes }]);
  await expect(setUpTensorFlow(gpu, place.options(index.url))).rejects.toThrow(/names no CUDA/);
  expect(findTensorFlow(place.root)).toBeUndefined();
});

it('leaves what works, and does what is broken anew', async () => {
  const index = await place.index([cpuWheel()]);
  const options = place.options(index.url);
  const { folder } = await setUpTensorFlow(cpu, options);
  expect(await setUpTensorFlow(cpu, options)).toMatchObject({ isNew: false });
  expect(index.requests).toHaveLength(1);
  writeFileSync(join(folder, 'lib', 'libtensorflow_cc.so.2'), 'cut');
  expect(findTensorFlow(place.root)).toBeUndefined();
  expect(await setUpTensorFlow(cpu, options)).toMatchObject({ isNew: true });
  let tries = 0;
  const tryIt = () =>
    ++tries === 1
      ? Promise.reject(new InputError('it crashed'))
      : Promise.resolve({ version: '2.20.0', usesGpu: false });
  expect(await setUpTensorFlow(cpu, { ...options, tryIt })).toMatchObject({ isNew: true });
  expect(place.said).toContain('What is there does not work and is set up anew: it crashed.');
});

it('is no installation where the self-test fails, and needs no second download then', async () => {
  const index = await place.index([cpuWheel()]);
  const options = place.options(index.url);
  const tryIt = () => Promise.reject(new InputError('it crashed'));
  await expect(setUpTensorFlow(cpu, { ...options, tryIt })).rejects.toThrow('it crashed');
  expect(findTensorFlow(place.root)).toBeUndefined();
  await setUpTensorFlow(cpu, options);
  expect(index.requests).toHaveLength(1);
});

it('discards a wheel that holds other bytes than it says, and brings it anew', async () => {
  const file = 'tensorflow/libtensorflow_cc.so.2';
  const bad = await place.index([cpuWheel({ forged: [file] })]);
  const forged = setUpTensorFlow(cpu, place.options(bad.url));
  await expect(forged).rejects.toThrow(/this wheel is damaged \(tensorflow\/libtensorflow_cc/);
  const good = await place.index([cpuWheel()]);
  await setUpTensorFlow(cpu, place.options(good.url));
  expect(good.requests).toEqual(['whole']);
});

it('refuses a wheel without the libraries', async () => {
  const index = await place.index([cpuWheel({ files: { 'tensorflow/other': '' } })]);
  await expect(setUpTensorFlow(cpu, place.options(index.url))).rejects.toThrow(
    /has no lib\/libtensorflow_cc\.so\.2 and no lib\/libtensorflow_framework\.so\.2/,
  );
});

it('says that the disk has too little room, before it downloads', async () => {
  const index = await place.index([cpuWheel()]);
  const freeSpace = () => Promise.resolve(300e6);
  await expect(setUpTensorFlow(cpu, { ...place.options(index.url), freeSpace })).rejects.toThrow(
    /setting TensorFlow up needs 1\.20 GB and the disk has 300 MB left: make room/,
  );
  expect(index.requests).toEqual([]);
  expect(findTensorFlow(place.root)).toBeUndefined();
});

it('says that the disk has too little room for what a wheel holds', async () => {
  const index = await place.index([cpuWheel()]);
  let asked = 0;
  const freeSpace = () => Promise.resolve(++asked === 1 ? 2e9 : 1000);
  const options = place.options(index.url);
  await expect(setUpTensorFlow(cpu, { ...options, freeSpace })).rejects.toThrow(
    /unpacking it needs 250 kB and the disk has 1 kB left/,
  );
  await setUpTensorFlow(cpu, options);
  expect(index.requests).toHaveLength(1);
});

it.each(['2.11.0', '2.22.0', '2.20', '1.15.0', 'newest', '2.20.0rc1'])(
  'refuses version %s',
  async (version) => {
    const wanted = { version, variant: 'cpu' } as const;
    await expect(setUpTensorFlow(wanted, place.options())).rejects.toThrow(
      `TensorFlow ${version} cannot be used: give a version from 2.12 to 2.21 in full`,
    );
    expect(existsSync(place.root)).toBe(false);
  },
);

it('stops when it is asked to, and goes on from there', async () => {
  const index = await place.index([cpuWheel()]);
  index.faults.stalls = true;
  const controller = new AbortController();
  const options = place.options(index.url);
  const stopped = setUpTensorFlow(cpu, { ...options, signal: controller.signal });
  const half = join(parent(), '.2.20.0-cpu.part', 'wheels', `${cpuWheel().name}.part`);
  await vi.waitFor(
    () => {
      expect(statSync(half).size).toBeGreaterThan(0);
    },
    { timeout: 20_000 },
  );
  controller.abort(new Error('enough'));
  await expect(stopped).rejects.toThrow('enough');
  expect(findTensorFlow(place.root)).toBeUndefined();
  index.faults.stalls = false;
  await setUpTensorFlow(cpu, options);
  expect(index.requests).toEqual(['whole', expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
});

it('is done by one process at a time', async () => {
  const index = await place.index([cpuWheel()]);
  const options = place.options(index.url);
  let second: Promise<unknown> | undefined;
  const tryIt = async () => {
    second = setUpTensorFlow(cpu, options);
    await expect(second).rejects.toThrow(
      `is being set up or removed by process ${process.pid} at this moment: wait for it`,
    );
    await expect(removeTensorFlow({}, place.root)).rejects.toThrow('wait for it');
    return { version: '2.20.0', usesGpu: false };
  };
  expect(await setUpTensorFlow(cpu, { ...options, tryIt })).toMatchObject({ isNew: true });
  expect(second).toBeDefined();
});

it('removes all, or what is named, and says what that freed', async () => {
  const index = await place.index([cpuWheel(), gpuWheel(), ...cudaWheels()]);
  const options = place.options(index.url);
  const { bytes } = await setUpTensorFlow(cpu, options);
  await setUpTensorFlow(gpu, options);
  expect(await removeTensorFlow({ variant: 'cpu' }, place.root)).toEqual({
    removed: ['2.20.0-cpu'],
    freed: bytes,
  });
  expect(installedTensorFlows(place.root).map(({ variant }) => variant)).toEqual(['gpu']);
  expect(await removeTensorFlow({ version: '2.19.0' }, place.root)).toEqual({
    removed: [],
    freed: 0,
  });
  const rest = await removeTensorFlow({}, place.root);
  expect(rest.removed).toEqual(['2.20.0-gpu']);
  expect(readdirSync(parent())).toEqual([]);
});
