// IDX, npy and npz: types, orders, labels, and headers that lie.
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { decodeNpy, readNpy } from '../../../src/engine/dataset/read-npy';
import { encodeNpy, writeNpy } from '../../../src/engine/dataset/write-npy';
import { labelNames, readAll, workplace } from './workplace';

const place = workplace();

function idx(type: number, shape: readonly number[], body: Uint8Array | number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, type, shape.length]);
  shape.forEach((extent, axis) => header.writeUInt32BE(extent, 4 + 4 * axis));
  return Buffer.concat([header, Uint8Array.from(body)]);
}

function npy(descr: string, shape: string, body: ArrayLike<number>, fortran = 'False'): Buffer {
  const fields = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape}), }\n`;
  const header = Buffer.from(
    `\x93NUMPY\x01\0${String.fromCharCode(fields.length)}\0${fields}`,
    'latin1',
  );
  return Buffer.concat([header, Uint8Array.from(body)]);
}

describe('IDX', () => {
  const images = idx(8, [3, 1, 2], [1, 2, 3, 4, 5, 6]);
  const labels = idx(8, [3], [7, 2, 10]);

  it.each([
    ['plain', 'train-images-idx3-ubyte', images, 'train-labels-idx1-ubyte', labels],
    [
      'gzipped',
      'train-images-idx3-ubyte.gz',
      gzipSync(images),
      'train-labels-idx1-ubyte.gz',
      gzipSync(labels),
    ],
    ['mixed', 't10k-images.idx3-ubyte', images, 't10k-labels.idx1-ubyte.gz', gzipSync(labels)],
  ])('finds the labels beside the images, %s', async (folder, name, file, labelName, labelFile) => {
    place.write(`idx-${folder}/${name}`, file);
    place.write(`idx-${folder}/${labelName}`, labelFile);
    for (const memoryLimit of [0, 1e6]) {
      const dataset = await place.open(`idx-${folder}/${name}`, {}, { memoryLimit });
      expect(dataset).toMatchObject({
        kind: 'image',
        sampleShape: [1, 2, 1],
        names: ['0', '1', '2'],
      });
      expect(labelNames(dataset)).toEqual(['7', '2', '10']);
      expect(dataset.classes).toEqual(['2', '7', '10']);
      expect(await readAll(dataset)).toEqual([1, 2, 3, 4, 5, 6]);
      await dataset.close();
    }
  });

  it('takes other labels, resizes, and has none where there are none', async () => {
    place.write('alone-idx3-ubyte', images);
    const text = place.write('text-labels.txt', 'cat\n\ndog\n');
    expect((await place.open('alone-idx3-ubyte')).labels).toBeUndefined();
    const dataset = await place.open('alone-idx3-ubyte', { labels: text, size: 1, channels: 3 });
    expect(labelNames(dataset)).toEqual(['cat', undefined, 'dog']);
    expect(dataset.sampleShape).toEqual([1, 1, 3]);
    expect(await readAll(dataset)).toEqual([2, 2, 2, 4, 4, 4, 6, 6, 6]);
  });

  it('reads vectors of other types', async () => {
    place.write('v.idx2', idx(0x0b, [2, 1], [0, 5, 255, 255]));
    const dataset = await place.open('v.idx2');
    expect(dataset.kind).toBe('vector');
    expect(await readAll(dataset)).toEqual([5, -1]);
  });

  it.each<[string, string, Uint8Array, string]>([
    ['promises more than it has', 'a-idx3-ubyte', idx(8, [4e9, 28, 28], [1]), 'promises'],
    ['is longer than it says', 'b-idx3-ubyte', idx(8, [1, 1, 1], [1, 2]), 'promises'],
    [
      'promises, gzipped, what gzip cannot give',
      'c-idx3-ubyte.gz',
      gzipSync(idx(8, [4e9, 28, 28], [1])),
      'promises',
    ],
    [
      'unpacks to more than it says',
      'd-idx3-ubyte.gz',
      gzipSync(idx(8, [1, 1, 1], new Uint8Array(1e6))),
      'promises',
    ],
    ['is no gzip', 'e-idx3-ubyte.gz', Buffer.from('no gzip at all'), 'gzip stream is damaged'],
    ['is no IDX', 'f-idx3-ubyte', Buffer.from('hello, world, this is text'), 'no IDX'],
    ['has no samples', 'g-idx3-ubyte', idx(8, [0, 2, 2], []), 'no samples'],
    ['has one axis', 'h-idx1-ubyte', labels, 'no dataset'],
    [
      'has one axis, gzipped',
      'i-idx1-ubyte.gz',
      gzipSync(labels),
      'i-idx1-ubyte.gz: An array of shape',
    ],
  ])('refuses a file that %s', async (_, name, file, sentence) => {
    place.write(`lies/${name}`, file);
    const opening = place.open(`lies/${name}`);
    await expect(opening).rejects.toMatchObject({ name: 'InputError' });
    await expect(opening).rejects.toThrow(sentence);
  });

  it('refuses labels of another number', async () => {
    place.write('few/train-images-idx3-ubyte', images);
    place.write('few/train-labels-idx1-ubyte', idx(8, [2], [1, 2]));
    await expect(place.open('few/train-images-idx3-ubyte')).rejects.toThrow(
      '2 labels for 3 samples',
    );
  });
});

describe('npy', () => {
  const bytes = (data: NodeJS.TypedArray): Uint8Array => new Uint8Array(data.buffer);
  it.each<[string, ArrayLike<number>, number[]]>([
    ['<f4', bytes(Float32Array.of(1.5, -2)), [1.5, -2]],
    ['<f8', bytes(Float64Array.of(1.5, -2)), [1.5, -2]],
    ['>f4', [0x3f, 0xc0, 0, 0, 0xc0, 0, 0, 0], [1.5, -2]],
    ['<f2', [0x00, 0x3e, 0x01, 0x80], [1.5, -(2 ** -24)]],
    ['|i1', [1, 255], [1, -1]],
    ['>i2', [1, 0, 255, 255], [256, -1]],
    ['<i8', bytes(BigInt64Array.of(7n, -7n)), [7, -7]],
    ['<u4', bytes(Uint32Array.of(7, 4294967295)), [7, 4294967296]],
    ['|b1', [1, 0], [1, 0]],
  ])('reads %s as float32 vectors', async (descr, body, values) => {
    place.write('types.npy', npy(descr, '1, 2', body));
    const dataset = await place.open('types.npy');
    expect(dataset).toMatchObject({ kind: 'vector', length: 1, sampleShape: [2] });
    expect(await readAll(dataset)).toEqual(values);
  });

  it.each([0, 1e6])('reads Fortran order as C order, memory limit %i', async (memoryLimit) => {
    place.write('fortran.npy', npy('|u1', '2, 3', [1, 4, 2, 5, 3, 6], 'True'));
    const dataset = await place.open('fortran.npy', {}, { memoryLimit });
    expect(await readAll(dataset)).toEqual([1, 2, 3, 4, 5, 6]);
    const single = new Float32Array(3);
    await dataset.read([1], single);
    expect([...single]).toEqual([4, 5, 6]);
    place.write('cube.npy', npy('|u1', '2, 2, 2', [1, 5, 3, 7, 2, 6, 4, 8], 'True'));
    expect(await readAll(await place.open('cube.npy', {}, { memoryLimit }))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    await dataset.close();
  });

  it.each([
    ['2, 2, 1', [2, 1, 1]],
    ['1, 2, 2, 1', [2, 2, 1]],
    ['1, 1, 2, 3', [1, 2, 3]],
  ])('takes uint8 of shape %s as images', async (shape, sampleShape) => {
    place.write('images.npy', npy('|u1', shape, [1, 2, 3, 4, 5, 6]));
    expect(await place.open('images.npy')).toMatchObject({ kind: 'image', sampleShape });
  });

  it.each<[string, Uint8Array, string]>([
    ['promises more than it has', npy('<f4', '1000000000000, 300', [1, 2, 3, 4]), 'too short'],
    [
      'overflows every number',
      npy('<f4', '9'.repeat(80) + ', ' + '9'.repeat(99), [1]),
      'too short',
    ],
    ['holds objects', npy('|O', '1, 1', [1]), 'type O'],
    ['holds text', npy('<U5', '1, 1', [1]), 'type U5'],
    ['is no npy', Buffer.from('PK and some more text'), 'no .npy'],
    ['has a broken header', npy("', 'x", '1', [1]), 'no plain numbers'],
    ['is cut off', npy('<f4', '1, 1', [1]).subarray(0, 20), 'cut off'],
    ['has one axis', npy('<f4', '2,', new Uint8Array(8)), 'no dataset'],
    ['has no samples', npy('<f4', '0, 4', []), 'no samples'],
  ])('refuses a file that %s', async (_, file, sentence) => {
    place.write('bad.npy', file);
    const opening = place.open('bad.npy');
    await expect(opening).rejects.toMatchObject({ name: 'InputError' });
    await expect(opening).rejects.toThrow(sentence);
  });

  it('refuses wishes that only images have', async () => {
    place.write('vectors.npy', encodeNpy([1, 2], Float32Array.of(1, 2)));
    await expect(place.open('vectors.npy', { size: 4 })).rejects.toThrow(
      'vectors where images are wanted',
    );
    await expect(place.open('vectors.npy', { split: 'train' })).rejects.toThrow('no columns');
  });
});

describe('writing npy', () => {
  it.each([
    [[2, 3], Float32Array.of(1, 2, 3, 4, 5, 6.5)],
    [[4], Int32Array.of(-1, 0, 1, 2 ** 31 - 1)],
    [[0, 5], new Float32Array()],
    [[], Float32Array.of(3)],
  ])('comes back equal, shape %j', async (shape, data) => {
    const file = path.join(place.folder, 'written.npy');
    await writeNpy(file, shape, data);
    expect(await readNpy(file)).toEqual({ shape, data });
  });

  it('aligns the numbers to 64 bytes and ends the header with a line feed', () => {
    const bytes = encodeNpy([1, 1], Float32Array.of(1));
    expect((bytes.length - 4) % 64).toBe(0);
    expect(bytes[bytes.length - 5]).toBe(10);
  });

  it('refuses a shape that does not fit', () => {
    expect(() => encodeNpy([2, 2], new Float32Array(3))).toThrow(RangeError);
  });
});

describe('npz', () => {
  const matrix = encodeNpy([2, 2], Float32Array.of(1, 2, 3, 4));
  const other = encodeNpy([2, 1], Float32Array.of(8, 9));
  const numbers = encodeNpy([2], Int32Array.of(1, 0));

  it.each<[string, Record<string, Uint8Array>, number[], string[]]>([
    [
      'x and y by name',
      { 'a.npy': other, 'x.npy': matrix, 'y.npy': numbers },
      [1, 2, 3, 4],
      ['1', '0'],
    ],
    [
      'embeddings and labels by name',
      { 'labels.npy': numbers, 'embeddings.npy': matrix },
      [1, 2, 3, 4],
      ['1', '0'],
    ],
    [
      'the first array of two axes',
      { 'n.npy': numbers, 'b.npy': other, 'c.npy': matrix },
      [8, 9],
      [],
    ],
  ])('takes %s', async (_, entries, values, labels) => {
    place.write('a.npz', zipSync(entries));
    const dataset = await place.open('a.npz');
    expect(await readAll(dataset)).toEqual(values);
    expect(labelNames(dataset)).toEqual(labels);
  });

  it.each<[string, Uint8Array, string]>([
    ['without such an array', zipSync({ 'n.npy': numbers }), 'two or more axes'],
    ['that is no zip', Buffer.from('no zip archive, only text'), 'damaged'],
    [
      'with another number of labels',
      zipSync({ 'x.npy': matrix, 'y.npy': encodeNpy([1], Int32Array.of(1)) }),
      '1 labels for 2',
    ],
    ['that claims a huge entry', lying(), '2 GiB'],
  ])('refuses an archive %s', async (_, file, sentence) => {
    place.write('b.npz', file);
    const opening = place.open('b.npz');
    await expect(opening).rejects.toMatchObject({ name: 'InputError' });
    await expect(opening).rejects.toThrow(sentence);
  });

  /** The central directory's uncompressed length, 24 bytes after its signature. */
  function lying(): Uint8Array {
    const file = Buffer.from(zipSync({ 'x.npy': matrix }));
    file.writeUInt32LE(0xfffffff0, file.indexOf('PK\x01\x02', 0, 'latin1') + 24);
    return file;
  }
});

it('decodes Fortran order into C order', () => {
  const array = decodeNpy(npy('|u1', '2, 3', [1, 4, 2, 5, 3, 6], 'True'));
  expect(array).toEqual({ shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
});

it('decodes npy bytes with the name in the error', () => {
  expect(() => decodeNpy(Buffer.from('nothing like it'), 'map.npy')).toThrow('map.npy');
});
