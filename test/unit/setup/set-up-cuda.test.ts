// The whole way of a set-up of CUDA, from an index on this machine and with wheels of a few bytes.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import {
  findCuda,
  ONNX_RUNTIME_VERSION as version,
  otherCudaVersions,
} from '../../../src/engine/runtime/cuda/installation';
import { removeCuda } from '../../../src/engine/setup/remove-cuda';
import { setUpCuda, type CudaOptions } from '../../../src/engine/setup/set-up-cuda';
import { UnfitMachine } from '../../../src/engine/setup/unfit-machine';
import { nvidiaWheels, providerWheel } from './fake-cuda';
import { setUpFolder } from './set-up-folder';

const place = setUpFolder();
const parent = (): string => join(place.root, 'cuda');
const wheels = () => [providerWheel(), ...nvidiaWheels()];

beforeEach(({ skip }) => {
  skip(process.arch !== 'x64', 'CUDA is set up on x64 alone');
});

/** A set-up on a machine with a card, on which all works. */
function options(index?: string): CudaOptions {
  const library = join(place.folder, 'libonnxruntime.so.1');
  writeFileSync(library, 'ONNX Runtime');
  return {
    ...{ ...place.common(index), library, driver: { isLoaded: true, release: 580 } },
    tryIt: () => Promise.resolve({ device: 'CUDA (a card)' }),
  };
}

it('keeps the provider, a copy of ONNX Runtime beside it, and what NVIDIA’s packages ask for', async () => {
  const index = await place.index(wheels());
  const result = await setUpCuda(options(index.url));
  expect(result).toMatchObject({ version, isNew: true, device: 'CUDA (a card)' });
  expect(findCuda(place.root)).toEqual({ folder: join(parent(), version), version });
  expect(readdirSync(parent())).toEqual([version]);
  const all = readdirSync(result.folder, { recursive: true, withFileTypes: true });
  expect(
    all
      .filter((each) => each.isFile())
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    'installation.json',
    'libcublas.so.13',
    'libcudart.so.13',
    'libcudnn.so.9',
    'libonnxruntime.so.1',
    'libonnxruntime_providers_cuda.so',
    'libonnxruntime_providers_shared.so',
  ]);
  expect(readFileSync(join(result.folder, 'lib/libonnxruntime.so.1'), 'utf8')).toBe('ONNX Runtime');
  expect(index.requests).toHaveLength(4);
  expect(place.said[0]).toMatch(
    /^Bringing CUDA for ONNX Runtime 1\.\d+\.\d+ by the package index 127\.0\.0\.1:\d+; the SHA-256/,
  );
});

it.each([
  [{ isLoaded: false, release: undefined }, /no driver of one is loaded here: install the driver/],
  [{ isLoaded: true, release: 550 }, /driver is of release 550, and CUDA 13 needs 580 or later/],
])('brings nothing to a machine with the driver %j', async (driver, sentence) => {
  const index = await place.index(wheels());
  await expect(setUpCuda({ ...options(index.url), driver })).rejects.toThrow(sentence);
  expect(index.requests).toEqual([]);
  expect(existsSync(place.root)).toBe(false);
});

it('is set up for a card that is to come where that is asked for', async () => {
  const index = await place.index(wheels());
  const driver = { isLoaded: false, release: undefined };
  const tryIt: CudaOptions['tryIt'] = (_folder, { withoutCard }) =>
    withoutCard
      ? Promise.resolve({ missing: 'no NVIDIA driver is installed' })
      : Promise.reject(new InputError('no card'));
  const asked = { ...options(index.url), driver, tryIt, withoutCard: true };
  const result = await setUpCuda(asked);
  expect(result).toMatchObject({ isNew: true, missing: 'no NVIDIA driver is installed' });
  expect(result).not.toHaveProperty('device');
});

it('is none where a file is cut or missing, and where it is of another ONNX Runtime', async () => {
  const index = await place.index(wheels());
  const { folder } = await setUpCuda(options(index.url));
  const record = join(folder, 'installation.json');
  const said = readFileSync(record, 'utf8');
  writeFileSync(record, said.replace(version, '1.0.0'));
  expect(findCuda(place.root)).toBeUndefined();
  expect(otherCudaVersions(place.root)).toEqual(['1.0.0']);
  writeFileSync(record, said);
  expect(findCuda(place.root)).toBeDefined();
  rmSync(join(folder, 'nvidia/cudnn/lib/libcudnn.so.9'));
  expect(findCuda(place.root)).toBeUndefined();
  expect(await setUpCuda(options(index.url))).toMatchObject({ isNew: true });
});

it('brings nothing anew where the machine is at fault, and all where the installation is', async () => {
  const index = await place.index(wheels());
  await setUpCuda(options(index.url));
  const failing = (error: Error): CudaOptions => {
    let tries = 0;
    const tryIt = () => (++tries === 1 ? Promise.reject(error) : Promise.resolve({ device: 'a' }));
    return { ...options(index.url), tryIt };
  };
  await expect(setUpCuda(failing(new UnfitMachine('an old driver')))).rejects.toThrow('old driver');
  expect(index.requests).toHaveLength(4);
  expect(await setUpCuda(failing(new InputError('a missing library')))).toMatchObject({
    isNew: true,
  });
  expect(index.requests).toHaveLength(8);
});

it('goes on from the packages that it has where one does not come whole', async () => {
  const [provider, runtime, cudnn, cublas] = wheels();
  const forged = { ...cublas, bytes: Buffer.from('no wheel') };
  const bad = await place.index([provider, runtime, cudnn, forged]);
  await expect(setUpCuda(options(bad.url))).rejects.toThrow(/this wheel is damaged/);
  expect(findCuda(place.root)).toBeUndefined();
  const good = await place.index(wheels());
  await setUpCuda(options(good.url));
  expect(good.requests).toEqual(['whole']);
});

it('takes nothing whose checksum is not the published one', async () => {
  const index = await place.index(wheels());
  index.faults.sha256 = 'wrong';
  await expect(setUpCuda(options(index.url))).rejects.toThrow(
    /onnxruntime_gpu-.* has another SHA-256 than published and was discarded/,
  );
  expect(readdirSync(join(parent(), `.${version}.part`, 'wheels'))).toEqual([]);
  expect(findCuda(place.root)).toBeUndefined();
});

it('says that the disk has too little room, before it downloads', async () => {
  const index = await place.index(wheels());
  const freeSpace = () => Promise.resolve(1e9);
  await expect(setUpCuda({ ...options(index.url), freeSpace })).rejects.toThrow(
    /setting CUDA for ONNX Runtime up needs 3\.00 GB and the disk has 1\.00 GB left/,
  );
  expect(index.requests).toEqual([]);
});

it('says that the disk has too little room for what a later package holds', async () => {
  const index = await place.index(wheels());
  let asked = 0;
  const freeSpace = () => Promise.resolve(++asked < 4 ? 4e9 : 1);
  await expect(setUpCuda({ ...options(index.url), freeSpace })).rejects.toThrow(
    /unpacking it needs .* left/,
  );
  expect(findCuda(place.root)).toBeUndefined();
  await setUpCuda(options(index.url));
  expect(index.requests).toHaveLength(4);
});

it('stops when it is asked to, and goes on from there', async () => {
  const index = await place.index(wheels());
  index.faults.stalls = true;
  const controller = new AbortController();
  const stopped = setUpCuda({ ...options(index.url), signal: controller.signal });
  const half = join(parent(), `.${version}.part`, 'wheels', `${providerWheel().name}.part`);
  await vi.waitFor(
    () => {
      expect(statSync(half).size).toBeGreaterThan(0);
    },
    { timeout: 20_000 },
  );
  controller.abort(new Error('enough'));
  await expect(stopped).rejects.toThrow('enough');
  expect(findCuda(place.root)).toBeUndefined();
  index.faults.stalls = false;
  await setUpCuda(options(index.url));
  expect(index.requests.slice(0, 2)).toEqual([
    'whole',
    expect.stringMatching(/^bytes=[1-9]\d*-$/) as string,
  ]);
});

it('refuses a package that names no libraries of NVIDIA, or lacks the provider', async () => {
  const bare = await place.index([providerWheel({ metadata: [] })]);
  await expect(setUpCuda(options(bare.url))).rejects.toThrow(/names no CUDA libraries/);
  await removeCuda(place.root);
  const other = await place.index([providerWheel({ files: { 'onnxruntime/x.py': '' } })]);
  await expect(setUpCuda(options(other.url))).rejects.toThrow(
    /this wheel has no lib\/libonnxruntime_providers_shared\.so and no lib\/.*_cuda\.so/,
  );
});

it('is removed, with what a broken set-up left, and TensorFlow is let be', async () => {
  const index = await place.index(wheels());
  const { bytes } = await setUpCuda(options(index.url));
  const elsewhere = join(place.root, 'tensorflow');
  writeFileSync(elsewhere, '');
  expect(await removeCuda(place.root)).toEqual({ removed: [version], freed: bytes });
  expect(readdirSync(parent())).toEqual([]);
  expect(existsSync(elsewhere)).toBe(true);
  expect(await removeCuda(place.root)).toEqual({ removed: [], freed: 0 });
});
