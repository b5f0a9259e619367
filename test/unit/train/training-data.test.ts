import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/engine/config/load-config';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { openLike, openTrainingData } from '../../../src/engine/train/data/training-data';
import { inWorkspace } from './job';

const table = 'a,b,kind\n1,2,x\n3,4,y\n';
const files: Readonly<Record<string, string | Uint8Array>> = {
  'train.csv': table,
  'turned.csv': 'kind,b,a\nx,2,1\ny,4,3\n',
  'more.csv': 'id,a,b\n70,1,2\n71,3,4\n',
  'turned.jsonl': '{"b":2,"a":1}\n{"b":4,"a":3}\n',
  'array.npy': encodeNpy([2, 2], Float32Array.of(1, 2, 3, 4)),
  'nameless.data': '1,2\n3,4\n',
  'parts.csv': 'a,b,kind,part\n1,2,x,train\n3,4,y,test\n',
  'lacking.csv': 'a,c\n1,2\n',
};

/** Opens the training samples of a config and hands them on with the config. */
async function inTables<T>(
  data: string,
  body: (open: (name: string) => Promise<number[]>, test: Dataset | undefined) => Promise<T>,
): Promise<T> {
  return inWorkspace(async (folder) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const config = join(folder, 'tables.contrast.yaml');
    writeFileSync(config, `data: { ${data} }\n`);
    const loaded = await loadConfig(config);
    const { train, test } = await openTrainingData(loaded);
    const open = async (name: string) =>
      valuesOf(await openLike(loaded, join(folder, name), train));
    return body(open, test);
  });
}

async function valuesOf(dataset: Dataset): Promise<number[]> {
  const values = new Float32Array(dataset.length * dataset.sampleShape[0]);
  await dataset.read([...Array(dataset.length).keys()], values);
  return [...values];
}

describe('a table of vectors', () => {
  it.each(['turned.csv', 'more.csv', 'turned.jsonl', 'array.npy'])(
    '%s is read by the columns of the training samples, labels or none',
    async (name) => {
      await inTables('train: train.csv, columns: { label: kind }', async (open) => {
        expect(await open(name)).toEqual([1, 2, 3, 4]);
      });
    },
  );

  it('needs no column of splits to be embedded', async () => {
    const columns = '{ label: kind, split: part }';
    await inTables(`train: parts.csv, columns: ${columns}`, async (open, test) => {
      expect(await valuesOf(test!)).toEqual([3, 4]);
      expect(await open('turned.csv')).toEqual([1, 2, 3, 4]);
    });
  });

  it('of test samples is read by these columns too', async () => {
    await inTables(
      'train: train.csv, test: turned.csv, columns: { label: kind }',
      async (_, test) => {
        expect(await valuesOf(test!)).toEqual([1, 2, 3, 4]);
        expect(test!.classes).toEqual(['x', 'y']);
      },
    );
  });

  it('that lacks such a column is refused by its name', async () => {
    await inTables('train: train.csv', async (open) => {
      await expect(open('lacking.csv')).rejects.toThrow(/no column "b": the columns are a, c/);
    });
  });

  it('whose name says no format has that of the training samples', async () => {
    await inTables('train: nameless.data, format: csv', async (open) => {
      expect(await open('nameless.data')).toEqual([1, 2, 3, 4]);
    });
  });
});

describe('what positives name beside the training samples', () => {
  const open = (positives: string, more: typeof files) =>
    inWorkspace(async (folder) => {
      const all = { 'train.csv': 'a,b,kind\n1,2,x\n3,4,y\n5,6,x\n', ...more };
      for (const [name, content] of Object.entries(all)) writeFileSync(join(folder, name), content);
      const config = join(folder, 'tables.contrast.yaml');
      writeFileSync(config, `data: { train: train.csv }\npositives: { ${positives} }\n`);
      return openTrainingData(await loadConfig(config));
    });

  it('is a file of pairs', async () => {
    const { pairs } = await open('from: pairs, file: p.csv', { 'p.csv': 'first,second\n0,2\n' });
    expect([...pairs!.starts]).toEqual([0, 1, 1, 2]);
    expect([...pairs!.partners]).toEqual([2, 0]);
  });

  it.each<[string, string | Uint8Array]>([
    ['w.csv', 'c\n7\n8\n9\n'],
    ['w.jsonl', '{"c":7}\n{"c":8}\n{"c":9}\n'],
    ['w.npy', encodeNpy([3, 1], Float32Array.of(7, 8, 9))],
  ])('is a second input, here %s', async (name, content) => {
    const { second } = await open(`from: aligned, with: ${name}`, { [name]: content });
    expect(await valuesOf(second!)).toEqual([7, 8, 9]);
  });

  it('is refused where it has another number of rows', async () => {
    const more = { 'w.npy': encodeNpy([2, 1], Float32Array.of(7, 8)) };
    await expect(open('from: aligned, with: w.npy', more)).rejects.toThrow(
      /w\.npy: this has 2 samples where the training data has 3/,
    );
  });

  it('is refused where it names a sample that is not there', async () => {
    const more = { 'p.csv': 'first,second\n0,3\n' };
    await expect(open('from: pairs, file: p.csv', more)).rejects.toThrow(
      /p\.csv:2: no training sample is called "3"/,
    );
  });
});

describe('groups and order', () => {
  const data = 'train: train.csv, test: test.csv, columns: { group: kind, order: b, label: kind }';

  it('are read with the training samples, and need not be with those of a test', async () => {
    await inWorkspace(async (folder) => {
      writeFileSync(join(folder, 'train.csv'), 'a,b,kind\n1,2,x\n3,4,y\n');
      writeFileSync(join(folder, 'test.csv'), 'kind,a\nx,5\n');
      const config = join(folder, 'tables.contrast.yaml');
      writeFileSync(config, `data: { ${data} }\n`);
      const { train, test } = await openTrainingData(await loadConfig(config));
      expect([[...train.groups!], [...train.order!]]).toEqual([
        [0, 1],
        [2, 4],
      ]);
      expect([await valuesOf(test!), test!.order]).toEqual([[5], undefined]);
    });
  });
});
