// Configs written for generated data of each kind: without problems, and fit to train on it.
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { examineConfig } from '../../../src/engine/config/examine-config';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { engineLibrary } from '../../../src/engine/engine-library';
import { checkFit } from '../../../src/engine/train/data/fit';
import { parquet } from '../dataset/parquet-writer';
import { png } from '../dataset/pictures';
import { workplace } from '../dataset/workplace';

const place = workplace();

const picture = (side: number, channels: number): Uint8Array =>
  png(side, side, (x, y) => Array.from({ length: channels }, (_, c) => (x * 9 + y * 5 + c) % 256));

function writePictures(folder: string, classes: readonly string[], side: number, channels = 3) {
  for (const name of classes)
    for (const i of [0, 1, 2])
      place.write(path.join(folder, name, `${i}.png`), picture(side, channels));
}

function idx(shape: readonly number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((extent, axis) => header.writeUInt32BE(extent, 4 + 4 * axis));
  const body = new Uint8Array(shape.reduce((a, b) => a * b, 1)).map((_, i) => i % 7);
  return Buffer.concat([header, body]);
}

const npy = (shape: readonly number[]): Uint8Array =>
  encodeNpy(
    shape,
    new Float32Array(shape.reduce((a, b) => a * b, 1)).map((_, i) => i % 5),
  );

/** Four pictures of 12 × 12 pixels as an array of bytes. */
function npyPictures(): Buffer {
  const fields = "{'descr': '|u1', 'fortran_order': False, 'shape': (4, 12, 12, 3), }\n";
  const header = `\x93NUMPY\x01\0${String.fromCharCode(fields.length)}\0${fields}`;
  return Buffer.concat([Buffer.from(header, 'latin1'), new Uint8Array(4 * 12 * 12 * 3)]);
}

/** The written text, its config and the data opened as the config says. */
async function write(data: string, configFile = 'new.contrast.yaml') {
  const file = path.join(place.folder, configFile);
  const text = await engineLibrary.newConfig(path.join(place.folder, data), file);
  expect(engineLibrary.checkConfig(text, file)).toEqual([]);
  const config = examineConfig(text, file).config!;
  const { train, size, channels, labels, columns } = config.data;
  const opened = await place.open(path.join(path.dirname(configFile), train), {
    ...(size !== undefined && { size }),
    ...(channels !== undefined && { channels }),
    ...(columns && { columns }),
    ...(labels !== undefined && { labels: path.resolve(path.dirname(file), labels) }),
  });
  checkFit(config, { train: opened });
  await opened.close();
  return { text, config, labels: opened.labels, classes: opened.classes };
}

describe('newConfig', () => {
  it('gives small images convolutions, and names the folders that are their labels', async () => {
    writePictures('small', ['ash', 'elm', 'fir'], 16);
    const { text, config, classes } = await write('small');
    expect(config).toMatchObject({
      data: { train: './small' },
      encoder: { name: 'conv' },
      train: { batch_size: 8 },
      negatives: { weighting: 'hard', tau_plus: 0.33 },
    });
    expect(text).toMatch(/9 images of about 16 pixels/);
    expect(text).toMatch(/the 3 folders/);
    expect(classes).toEqual(['ash', 'elm', 'fir']);
  });

  it('gives larger images a ResNet and a size, and gray ones no colours to change', async () => {
    writePictures('large', [''], 100, 1);
    const { text, config } = await write('large');
    expect(config).toMatchObject({
      data: { size: 64 },
      encoder: { name: 'resnet18', stem: 'small' },
      positives: { gray: 0 },
      negatives: { tau_plus: 0.1 },
    });
    expect(text).toMatch(/No labels were found/);
  });

  it('finds a test set in a folder of both', async () => {
    writePictures(path.join('both', 'Train'), ['a', 'b'], 16);
    writePictures(path.join('both', 'val'), ['a', 'b'], 16);
    const { config } = await write('both');
    expect(config.data).toMatchObject({ train: './both/Train', test: './both/val' });
  });

  it('looks into a gzipped IDX file and beside it', async () => {
    place.write('digits/train-images-idx3-ubyte.gz', gzipSync(idx([6, 12, 12])));
    place.write('digits/train-labels-idx1-ubyte.gz', gzipSync(idx([6])));
    place.write('digits/t10k-images-idx3-ubyte.gz', gzipSync(idx([6, 12, 12])));
    const { text, config, labels } = await write('digits/train-images-idx3-ubyte.gz');
    expect(config).toMatchObject({
      data: { test: './digits/t10k-images-idx3-ubyte.gz' },
      positives: { flip: 0 },
      encoder: { name: 'conv' },
      train: { batch_size: 4 },
    });
    expect(text).toMatch(/6 images of 12 × 12 pixels/);
    expect(labels).toHaveLength(6);
  });

  it.each([
    ['X_train.npy', 'y_train.npy'],
    ['vectors.npy', 'vectors_labels.npy'],
    ['vectors.npy', 'labels.npy'],
  ])('gives the vectors of %s noise, and takes %s for labels', async (data, labels) => {
    const folder = labels.replace('.npy', '');
    place.write(path.join(folder, data), npy([5, 8]));
    place.write(path.join(folder, labels), npy([5]));
    const { config, labels: found } = await write(path.join(folder, data));
    expect(config).toMatchObject({
      encoder: { name: 'mlp' },
      positives: { noise: 0.2, dropout: 0.2 },
      data: { labels: `./${folder}/${labels}` },
    });
    expect(found).toHaveLength(5);
  });

  it('takes no array of another length for labels', async () => {
    place.write('other/x.npy', npy([5, 8]));
    place.write('other/labels.npy', npy([4]));
    expect((await write('other/x.npy')).config.data.labels).toBeUndefined();
  });

  it('sees whether an npz holds images', async () => {
    place.write('images.npz', zipSync({ 'x.npy': npyPictures(), 'y.npy': npy([4]) }));
    place.write('vectors.npz', zipSync({ 'x.npy': npy([4, 9]) }));
    expect((await write('images.npz')).config.encoder.name).toBe('conv');
    expect((await write('vectors.npz')).config.encoder.name).toBe('mlp');
  });

  it.each([
    ['label', undefined],
    ['Species', 'Species'],
  ])('finds the labels in the column %s of a table', async (column, named) => {
    const rows = Array.from({ length: 6 }, (_, i) => `${i}.5,${i * i}.25,${'abc'[i % 3]}`);
    place.write(`${column}.csv`, [`height,width,${column}`, ...rows].join('\n'));
    const { text, config, classes } = await write(`${column}.csv`);
    expect(config.data.columns?.label).toBe(named);
    expect(config).toMatchObject({ encoder: { name: 'mlp' }, negatives: { tau_plus: 0.33 } });
    expect(text).toMatch(/6 rows; the vector is height, width\./);
    expect(classes).toEqual(['a', 'b', 'c']);
  });

  it('looks at the pictures that a table names', async () => {
    place.write('listed/a.png', picture(80, 3));
    place.write('listed/list.jsonl', '{"path":"a.png"}\n{"path":"a.png"}\n{"path":"a.png"}\n');
    const { config } = await write('listed/list.jsonl');
    expect(config).toMatchObject({ encoder: { name: 'resnet18' }, data: { size: 64 } });
  });

  it('reads Parquet', async () => {
    const values = [1, 2, 3, 4];
    place.write('v.parquet', parquet(4, [{ path: ['a'], type: 4, values }]));
    expect((await write('v.parquet')).config.encoder.name).toBe('mlp');
  });

  it('names data in other folders, and in folders with odd names', async () => {
    place.write("it's #1, too/x.npy", npy([5, 8]));
    const { config } = await write("it's #1, too/x.npy");
    expect(config.data.train).toBe("./it's #1, too/x.npy");
    place.write('configs/keep', '');
    const other = await write("it's #1, too/x.npy", 'configs/new.contrast.yaml');
    expect(other.config.data.train).toBe("../it's #1, too/x.npy");
  });

  it('is commented', async () => {
    place.write('comments.npy', npy([300, 8]));
    const { text } = await write('comments.npy');
    const comments = text.split('\n').filter((line) => line.includes('# '));
    expect(comments.length).toBeGreaterThan(4);
    expect(parseDocument(text).errors).toEqual([]);
    expect(text).toMatch(/batch_size: 256/);
  });

  it.each([
    ['nothing', 'nowhere', /no such file/i],
    ['a folder without images', 'empty', /no PNG, JPEG or WebP/],
    ['a file of unknown kind', 'a.xyz', /does not say what this file is/],
    ['a damaged array', 'bad.npy', /no \.npy file/],
    ['a table without samples', 'words.csv', /No column holds numbers/],
  ])('refuses %s', async (_, data, sentence) => {
    place.write('empty/readme.txt', 'nothing');
    place.write('a.xyz', 'x');
    place.write('bad.npy', 'x');
    place.write('words.csv', 'a,b\nx,y\n');
    const file = path.join(place.folder, 'new.contrast.yaml');
    const written = engineLibrary.newConfig(path.join(place.folder, data), file);
    await expect(written).rejects.toThrow(sentence);
  });
});
