import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/engine/config/load-config';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { openLike, openTrainingData } from '../../../src/engine/train/training-data';
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
