// Files that others wrote. Runs where NEGATIVE_SPACE_DATA names the folder that holds them, else is skipped.
import { existsSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import type { DataSource } from '../../../src/engine/dataset/data-source';
import { openDataset } from '../../../src/engine/dataset/open-dataset';
import { labelNames, readAll, workplace } from './workplace';

const data = process.env.NEGATIVE_SPACE_DATA ?? '';
const place = workplace();
const open = (name: string, source: Partial<DataSource> = {}) =>
  openDataset({ path: path.join(data, name), format: 'auto', ...source }, place.options);

describe.skipIf(!existsSync(path.join(data, 'mnist')))(
  'files of others (NEGATIVE_SPACE_DATA)',
  () => {
    it.each([
      ['mnist/train-images-idx3-ubyte.gz', 60_000, 5, 27_525],
      ['mnist/t10k-images-idx3-ubyte.gz', 10_000, 7, undefined],
      ['fashion-mnist/train-images-idx3-ubyte.gz', 2000, 9, 76_247],
    ])('%s: first label and first image', async (name, length, label, sum) => {
      const dataset = await open(name);
      expect(dataset).toMatchObject({ kind: 'image', length, sampleShape: [28, 28, 1] });
      expect(dataset.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
      expect(labelNames(dataset)[0]).toBe(`${label}`);
      const image = new Uint8Array(784);
      await dataset.read([0], image);
      if (sum !== undefined) expect(image.reduce((total, value) => total + value, 0)).toBe(sum);
    });

    it.each([
      ['mnist-t10k-pca64', [64], 10_000, 10],
      ['fashion-2000-pca50', [50], 2000, 10],
      ['english-words-1000x300', [300], 1000, 0],
    ])(
      '%s: the same vectors as npy, Parquet and projector files',
      async (name, sampleShape, length, classes) => {
        const npy = await open(`embeddings/${name}/embeddings.npy`);
        const parquet = await open(`embeddings/${name}/embeddings.parquet`);
        const tsv = await open(`embeddings/${name}/tensors.tsv`);
        for (const dataset of [npy, parquet, tsv])
          expect(dataset).toMatchObject({ sampleShape, length });
        expect(tsv.classes).toHaveLength(classes);
        const [first, second, third] = await Promise.all([npy, parquet, tsv].map(readAll));
        expect(second).toEqual(first);
        expect(
          Math.max(...third.slice(0, 5000).map((value, i) => Math.abs(value - first[i]))),
        ).toBeLessThan(1e-4);
      },
    );

    it('names words by the projector’s metadata', async () => {
      const words = await open('embeddings/english-words-1000x300/tensors.tsv');
      expect(words.names.slice(0, 3)).toEqual(['in', 'for', 'that']);
    });

    it('reads iris with its species', async () => {
      const iris = await open('tabular/iris.csv', { columns: { label: 'species' } });
      expect(iris).toMatchObject({ length: 150, sampleShape: [4] });
      expect(iris.classes).toEqual(['setosa', 'versicolor', 'virginica']);
      expect((await readAll(iris)).slice(0, 4)).toEqual([5.1, 3.5, 1.4, 0.2].map(Math.fround));
    });

    it('reads tables without header by position and skips rows with missing values', async () => {
      const wine = await open('tabular/wine.data', { format: 'csv', columns: { label: '0' } });
      expect(wine).toMatchObject({ length: 178, sampleShape: [13], classes: ['1', '2', '3'] });
      const wdbc = await open('tabular/wdbc.data', { format: 'csv', columns: { label: '1' } });
      expect(wdbc).toMatchObject({ length: 569, sampleShape: [31], classes: ['B', 'M'] });
      const penguins = await open('tabular/penguins.csv', { columns: { label: 'species' } });
      expect(penguins).toMatchObject({ length: 342, sampleShape: [4] });
      expect(penguins.skipped).toHaveLength(2);
    });

    it('reads Parquet of other writers, and says why where it cannot', async () => {
      const fixtures = 'embeddings/third-party-fixtures';
      const spotlight = await open(`${fixtures}/multimodal-random-small.parquet`, {
        columns: { vector: 'embedding' },
      });
      expect(spotlight.kind).toBe('vector');
      const split = await open(`${fixtures}/byte_stream_split_extended.gzip.parquet`);
      expect(split.length).toBe(200);
      await expect(open(`${fixtures}/nested_structs.rust.parquet`)).rejects.toMatchObject({
        name: 'InputError',
      });
      await expect(open(`${fixtures}/y_Kannada_mnist_10k_RWC.npy`)).rejects.toThrow('no dataset');
    });
  },
);
