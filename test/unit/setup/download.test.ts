// Downloads of one file, and what can go wrong with them.
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { setUpTensorFlow } from '../../../src/engine/setup/set-up-tensorflow';
import { download } from '../../../src/engine/setup/download';
import { filesOf } from '../../../src/engine/setup/simple-index';
import { cpuWheel, fakeWheel } from './fake-wheel';
import type { FakeIndex } from './fake-index';
import { setUpFolder } from './set-up-folder';

const place = setUpFolder();
const { signal } = new AbortController();
const wheel = cpuWheel();
const cpu = { version: '2.20.0', variant: 'cpu' } as const;

const file = (): string => join(place.folder, wheel.name);

async function bring({ url }: FakeIndex, seen: number[] = []): Promise<Buffer> {
  const [source] = await filesOf(new URL(url), 'tensorflow_cpu', signal);
  await download(source, file(), { signal, onProgress: (done) => seen.push(done) });
  return readFileSync(file());
}

it('goes on where the connection broke, again and again', async () => {
  const index = await place.index([wheel]);
  index.faults.cuts = 3;
  const seen: number[] = [];
  expect((await bring(index, seen)).equals(wheel.bytes)).toBe(true);
  expect(index.requests).toHaveLength(4);
  for (const range of index.requests.slice(1)) expect(range).toMatch(/^bytes=[1-9]\d*-$/);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(existsSync(`${file()}.part`)).toBe(false);
});

it('goes on from what an earlier process left', async () => {
  const index = await place.index([wheel]);
  writeFileSync(`${file()}.part`, wheel.bytes.subarray(0, 1000));
  expect((await bring(index)).equals(wheel.bytes)).toBe(true);
  expect(index.requests).toEqual(['bytes=1000-']);
});

it('begins again where the server knows no ranges', async () => {
  const index = await place.index([wheel]);
  index.faults.ignoresRanges = true;
  writeFileSync(`${file()}.part`, 'something old');
  expect((await bring(index)).equals(wheel.bytes)).toBe(true);
});

it.each([
  ['the start of another file', Buffer.alloc(1000, 'x')],
  ['another file that is longer', Buffer.alloc(wheel.bytes.length + 10, 'x')],
])('discards %s that was left, and says so', async (_, left) => {
  const index = await place.index([wheel]);
  writeFileSync(`${file()}.part`, left);
  await expect(bring(index)).rejects.toThrow(
    /has another SHA-256 than published and was discarded/,
  );
  expect([existsSync(file()), existsSync(`${file()}.part`)]).toEqual([false, false]);
  expect((await bring(index)).equals(wheel.bytes)).toBe(true);
});

it.each([
  ['wrong', /another SHA-256 than published and was discarded/],
  ['none', /publishes no SHA-256 of tensorflow_cpu/],
] as const)('takes nothing whose published checksum is %s', async (sha256, sentence) => {
  const index = await place.index([wheel]);
  index.faults.sha256 = sha256;
  await expect(bring(index)).rejects.toThrow(sentence);
  expect([existsSync(file()), existsSync(`${file()}.part`)]).toEqual([false, false]);
});

it('gives up where the connection brings nothing, and keeps what there is', async () => {
  const index = await place.index([wheel]);
  const [source] = await filesOf(new URL(index.url), 'tensorflow-cpu', signal);
  writeFileSync(`${file()}.part`, wheel.bytes.subarray(0, 1000));
  await index.stop();
  await expect(download(source, file(), { signal, onProgress: () => undefined })).rejects.toThrow(
    /^the package index 127\.0\.0\.1:\d+ cannot be reached \(\w+\): go online/,
  );
  expect(readFileSync(`${file()}.part`)).toHaveLength(1000);
});

it('leaves what the disk refuses to be said as such', async () => {
  const index = await place.index([wheel]);
  symlinkSync('/dev/full', `${file()}.part`);
  await expect(bring(index)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(index.requests).toHaveLength(1);
});

it('sends the credentials of the address, and never says them', async () => {
  const index = await place.index([wheel]);
  index.faults.authorization = `Basic ${Buffer.from('me:s/cret').toString('base64')}`;
  const url = index.url.replace('://', '://me:s%2Fcret@');
  await setUpTensorFlow(cpu, place.options(url));
  expect(index.requests).toEqual(['whole']);
  const wrong = setUpTensorFlow(
    { ...cpu, version: '2.19.0' },
    place.options(index.url.replace('://', '://me:other@')),
  );
  await expect(wrong).rejects.toThrow(
    /answered 401 for 127\.0\.0\.1:\d+\/simple\/tensorflow-cpu\//,
  );
  expect(place.said.join()).not.toMatch(/cret|other/);
});

it.each([
  ['nothing', undefined, /^there is no pip on the PATH to bring TensorFlow with: install pip, or/],
  ['no address', 'mirror', /^"mirror" is no address of a package index: give one such as https/],
  ['another protocol', 'file:///wheels', /is no address of a package index/],
])('says what to do where the index is %s', async (_, index, sentence) => {
  await expect(setUpTensorFlow(cpu, place.options(index))).rejects.toThrow(sentence);
});

it('says at once that it is offline', async () => {
  const index = await place.index([wheel]);
  const { url } = index;
  await index.stop();
  await expect(setUpTensorFlow(cpu, place.options(url))).rejects.toThrow(
    /^the package index 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\): go online, or name/,
  );
});

it('says so where the index has nothing that fits', async () => {
  const index = await place.index([
    fakeWheel('tensorflow_cpu', '2.20.0', { files: {}, tags: 'cp311-cp311-macosx_12_0_arm64' }),
    fakeWheel('tensorflow_cpu', '2.19.0', { files: {} }),
  ]);
  await expect(setUpTensorFlow(cpu, place.options(index.url))).rejects.toThrow(
    /has no tensorflow-cpu==2\.20\.0 for this machine: name another index/,
  );
});

it('takes the index of PIP_INDEX_URL', async () => {
  const index = await place.index([wheel]);
  process.env.PIP_INDEX_URL = index.url;
  expect(await setUpTensorFlow(cpu, place.options())).toMatchObject({ isNew: true });
});
