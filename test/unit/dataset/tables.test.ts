// CSV, TSV, JSONL and Parquet: which columns are taken, what is refused and where it says so.
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import type { DataSource } from '../../../src/engine/dataset/data-source';
import { parquet } from './parquet-writer';
import { png } from './pictures';
import { labelNames, readAll, workplace } from './workplace';

const place = workplace();
let tables = 0;

async function open(
  extension: string,
  content: string | Uint8Array,
  source: Partial<DataSource> = {},
) {
  const name = `table-${tables++}${extension}`;
  place.write(name, content);
  return place.open(name, source);
}

describe('vectors', () => {
  it.each<[string, string, string, Partial<DataSource>, number[], (string | undefined)[]]>([
    [
      'all numeric columns',
      '.csv',
      'a,label,b,split\n1,x,2,train\n3,y,4,test\n',
      {},
      [1, 2, 3, 4],
      ['x', 'y'],
    ],
    ['named columns', '.csv', 'a,b,c\n1,2,3\n', { columns: { vector: ['c', 'a'] } }, [3, 1], []],
    ['one named column', '.csv', 'a,b,c\n1,2,3\n', { columns: { vector: 'b' } }, [2], []],
    [
      'a label of any name',
      '.csv',
      'a,species\n1,setosa\n',
      { columns: { label: 'species' } },
      [1],
      ['setosa'],
    ],
    ['a number as label', '.csv', 'a,label\n1,10\n2,9\n', {}, [1, 2], ['10', '9']],
    ['one split', '.csv', 'a,split\n1,train\n2,test\n3,train\n', { split: 'train' }, [1, 3], []],
    ['quotes, CRLF and a mark at the start', '.csv', '\ufeffa,"b,c"\r\n1,"2"\r\n', {}, [1, 2], []],
    ['semicolons', '.csv', 'a;b\n1;2\n', {}, [1, 2], []],
    ['no header', '.csv', '1,2\n3,4\n', {}, [1, 2, 3, 4], []],
    [
      'no header, a label by position',
      '.csv',
      '1.5,2,x\n3,4,y\n',
      { columns: { label: '2' } },
      [1.5, 2, 3, 4],
      ['x', 'y'],
    ],
    ['a header of counted columns', '.csv', '0,1,2\n5,6,7\n', {}, [5, 6, 7], []],
    [
      'lists as text',
      '.csv',
      'v\n"[1, 2]"\n"[3, 4]"\n',
      { columns: { vector: 'v' } },
      [1, 2, 3, 4],
      [],
    ],
    ['tabs', '.tsv', 'a\tb\n1\t2\n', {}, [1, 2], []],
    [
      'a list in JSON',
      '.jsonl',
      '{"id":9,"label":"x","v":[1,2]}\n\n{"v":[3,4],"label":null}\n',
      {},
      [1, 2, 3, 4],
      ['x', undefined],
    ],
    ['numbers in JSON', '.jsonl', '{"a":1,"b":2,"t":"text"}\n', {}, [1, 2], []],
  ])('takes %s', async (_, extension, content, source, values, labels) => {
    const dataset = await open(extension, content, source);
    expect(dataset.kind).toBe('vector');
    expect(await readAll(dataset)).toEqual(values);
    expect(labelNames(dataset)).toEqual(labels);
  });

  it('skips rows with missing values and keeps the row numbers of the others', async () => {
    const dataset = await open('.csv', 'a,b\n1,2\n,3\nNaN,4\n5,6\n');
    expect(dataset.names).toEqual(['0', '3']);
    expect(dataset.skipped.map(({ name, row }) => [name, row])).toEqual([
      ['1', 1],
      ['2', 2],
    ]);
    expect(dataset.skipped[0].reason).toContain('Column a');
  });

  it.each<[string, string, string, Partial<DataSource>, RegExp]>([
    [
      'text among numbers',
      '.csv',
      `a,b\n${'1,2\n'.repeat(150)}1,oops\n`,
      {},
      /row 152: Column b is "oops"/,
    ],
    ['a row of another length', '.csv', 'a,b\n1,2\n1,2,3\n', {}, /row 3/],
    ['a quote that never ends', '.csv', 'a,b\n1,"2\n3,4\n', {}, /row \d/],
    [
      'a column that is not there',
      '.csv',
      'a,b\n1,2\n',
      { columns: { label: 'c' } },
      /no column "c": the columns are a, b/,
    ],
    ['two columns of one name', '.csv', 'a,a\n1,2\n', {}, /Two columns/],
    ['no numbers', '.csv', 'a,b\nx,y\n', {}, /No column holds numbers/],
    ['an empty file', '.csv', '', {}, /empty/],
    ['a split without its column', '.csv', 'a\n1\n', { split: 'train' }, /no split column/],
    [
      'a split that no row has',
      '.csv',
      'a,split\n1,x\n',
      { split: 'train' },
      /no usable row of split "train"/,
    ],
    ['a size', '.csv', 'a\n1\n', { size: 8 }, /vectors where images are wanted/],
    ['a line that is no JSON', '.jsonl', '{"a":1}\nnot json\n', {}, /row 2/],
    ['a list as a line', '.jsonl', '[1,2]\n', {}, /row 1/],
    ['lists of different lengths', '.jsonl', '{"v":[1,2]}\n{"v":[1]}\n', {}, /row 2: .* 1 numbers/],
    ['several lists', '.jsonl', '{"v":[1],"w":[2]}\n', {}, /Several columns/],
    ['text instead of Parquet', '.parquet', 'PAR1 but not really PAR1', {}, /Parquet/],
    ['nothing instead of Parquet', '.parquet', '', {}, /Parquet/],
  ])('refuses %s with the place', async (_, extension, content, source, sentence) => {
    const opening = open(extension, content, source);
    await expect(opening).rejects.toMatchObject({ name: 'InputError' });
    await expect(opening).rejects.toThrow(sentence);
  });

  it('keeps what is over the memory limit in a file, and takes it from there again', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i},${'0,'.repeat(998)}${-i}`);
    place.write(
      'large.csv',
      `first,${rows[0]
        .split(',')
        .slice(1)
        .map((__, i) => `c${i}`)
        .join()}\n${rows.join('\n')}\n`,
    );
    const cacheDirectory = path.join(place.folder, 'large-cache');
    for (let time = 0; time < 2; time++) {
      const dataset = await place.open('large.csv', {}, { memoryLimit: 1000, cacheDirectory });
      const into = new Float32Array(2000);
      await dataset.read([2999, 1500], into);
      expect([into[0], into[999], into[1000], into[1999]]).toEqual([2999, -2999, 1500, -1500]);
      expect(readdirSync(cacheDirectory)).toHaveLength(1);
      await dataset.close();
    }
  });
});

describe('the projector’s files', () => {
  const vectors = '1\t2\n3\t4\n5\t6\n';
  it.each<[string, string, string[], string[]]>([
    ['one column of different words', 'one\n"\nthree\n', ['one', '"', 'three'], []],
    ['one column of repeated words', 'x\ny\nx\n', ['0', '1', '2'], ['x', 'y', 'x']],
    ['columns with a header', 'word\tlabel\na\t1\nb\t2\nc\t1\n', ['a', 'b', 'c'], ['1', '2', '1']],
  ])('metadata of %s', async (name, metadata, names, labels) => {
    place.write(`projector ${name}/tensors.tsv`, vectors);
    place.write(`projector ${name}/metadata.tsv`, metadata);
    const dataset = await place.open(`projector ${name}/tensors.tsv`);
    expect(dataset.names).toEqual(names);
    expect(labelNames(dataset)).toEqual(labels);
    expect(await readAll(dataset)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('refuses metadata of another number of rows', async () => {
    place.write('projector/tensors.tsv', vectors);
    place.write('projector/metadata.tsv', 'a\nb\n');
    await expect(place.open('projector/tensors.tsv')).rejects.toThrow(
      "2 rows here for the table's 3",
    );
  });
});

describe('images', () => {
  it('come from paths beside the table, missing ones are skipped', async () => {
    place.write(
      'manifest/pictures/a.png',
      png(1, 1, () => [1]),
    );
    place.write(
      'manifest/b.png',
      png(1, 1, () => [2]),
    );
    place.write(
      'manifest/list.csv',
      'path,label,split\npictures/a.png,x,train\nb.png,y,train\ngone.png,y,train\nb.png,y,test\n',
    );
    const dataset = await place.open('manifest/list.csv', { split: 'train' });
    expect(dataset.names).toEqual(['pictures/a.png', 'b.png']);
    expect(labelNames(dataset)).toEqual(['x', 'y']);
    expect(dataset.skipped).toEqual([
      { name: 'gone.png', row: 2, reason: 'There is no such file.' },
    ]);
    expect(await readAll(dataset)).toEqual([1, 2]);
  });

  it('come from Parquet as Hugging Face writes them', async () => {
    const files = [png(1, 1, () => [1]), Buffer.from('broken'), png(1, 1, () => [3])];
    const dataset = await open(
      '.parquet',
      parquet(
        3,
        [
          { path: ['image', 'bytes'], type: 6, values: files },
          { path: ['image', 'path'], type: 6, utf8: true, values: ['a', 'b', 'c'] },
          { path: ['label'], type: 2, values: [4, 4, 5] },
        ],
        ['image'],
      ),
    );
    expect(dataset.names).toEqual(['0', '2']);
    expect(labelNames(dataset)).toEqual(['4', '5']);
    expect(dataset.skipped).toMatchObject([{ name: '1' }]);
    expect(await readAll(dataset)).toEqual([1, 3]);
  });

  it('come from Parquet as bare bytes without labels', async () => {
    const dataset = await open(
      '.parquet',
      parquet(1, [{ path: ['picture'], type: 6, values: [png(1, 1, () => [9])] }]),
      { columns: { image: 'picture' } },
    );
    expect(dataset.labels).toBeUndefined();
    expect(await readAll(dataset)).toEqual([9]);
  });
});

describe('Parquet vectors', () => {
  it('come from a column of lists, with labels of text', async () => {
    const dataset = await open(
      '.parquet',
      parquet(2, [
        { path: ['vector'], type: 4, values: [1, 2, 3, 4], each: 2 },
        { path: ['label'], type: 6, values: ['x', 'y'] },
      ]),
    );
    expect(await readAll(dataset)).toEqual([1, 2, 3, 4]);
    expect(labelNames(dataset)).toEqual(['x', 'y']);
  });

  it('come from columns of numbers', async () => {
    const dataset = await open(
      '.parquet',
      parquet(2, [
        { path: ['a'], type: 4, values: [1, 2] },
        { path: ['b'], type: 2, values: [3, 4] },
      ]),
    );
    expect(await readAll(dataset)).toEqual([1, 3, 2, 4]);
  });
});
