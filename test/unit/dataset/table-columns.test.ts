// Columns of numbers and the split of tables, in every format, beside what the samples are made of.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSource } from '../../../src/engine/dataset/data-source';
import { openColumns } from '../../../src/engine/dataset/table-columns';
import { workplace } from './workplace';

const place = workplace();
let tables = 0;

function at(extension: string, content: string): string {
  return place.write(`columns-${tables++}${extension}`, content);
}

const columnsOf = (path: string, source: Partial<DataSource> = {}) =>
  openColumns({ path, format: 'auto', ...source });

const flowers = 'petal,label,height,place,split,note\n1,rose,20,,train,x\n2,oak,,7,test,y\n';

describe('columns of numbers', () => {
  it.each<[string, string, string, Partial<DataSource>, string[]]>([
    [
      'stand beside the vector, its named elements after them',
      '.csv',
      flowers,
      { columns: { vector: ['petal'] } },
      ['height', 'place', 'petal'],
    ],
    ['are the vector where nothing else is', '.csv', 'a,b,label\n1,2,x\n', {}, ['a', 'b']],
    ['without names are none', '.csv', '1.5,2\n3,4\n', {}, []],
    [
      'stand beside a list',
      '.jsonl',
      '{"vector":[1,2],"age":3,"word":"a"}\n{"vector":[2,3],"age":null,"word":"b"}\n',
      {},
      ['age'],
    ],
    [
      'leave out what names the group, and keep the place in it',
      '.csv',
      'a,patient,day\n1,7,1\n2,7,2\n',
      { columns: { vector: 'a', group: 'patient', order: 'day' } },
      ['day', 'a'],
    ],
  ])('%s', async (_, extension, content, source, names) => {
    expect((await columnsOf(at(extension, content), source))?.numbers).toEqual(names);
  });

  it('are read by row, and are no number where a cell holds none', async () => {
    const table = 'path,size,deep\na.png,1,3\nb.png,,2\nc.png,n/a,Infinity\nd.png,9,word\n';
    // What stands after the first rows is judged when it is read.
    const long = table.replace('d.png,9,word\n', `${'x.png,1,1\n'.repeat(100)}d.png,9,word\n`);
    const columns = await columnsOf(at('.csv', long));
    expect(columns?.numbers).toEqual(['size', 'deep']);
    const { names, numbers } = (await columns?.read(['deep', 'size']))!;
    expect(names.slice(0, 3)).toEqual(['a.png', 'b.png', 'c.png']);
    expect(numbers.get('size')?.slice(0, 3)).toEqual([1, NaN, NaN]);
    expect(numbers.get('deep')?.slice(0, 3)).toEqual([3, 2, NaN]);
    expect(numbers.get('deep')?.at(-1)).toBeNaN();
    expect(names.at(-1)).toBe('d.png');
  });

  it('of the wanted split alone are named as the samples are', async () => {
    const columns = await columnsOf(at('.csv', flowers), {
      columns: { vector: 'petal' },
      split: 'test',
    });
    expect(await columns?.read(['place'])).toEqual({
      names: ['1'],
      numbers: new Map([['place', [7]]]),
      split: ['test'],
    });
  });

  it('of a projector lie in its file of metadata', async () => {
    const vectors = place.write('projector/vectors.tsv', '0.5\t1\n2\t3.5\n');
    place.write('projector/metadata.tsv', 'word\tfrequency\tkind\ncat\t12\tnoun\nrun\t7\tverb\n');
    const columns = await columnsOf(vectors);
    expect(columns?.numbers).toEqual(['frequency']);
    expect(await columns?.read(['frequency'])).toEqual({
      names: ['cat', 'run'],
      numbers: new Map([['frequency', [12, 7]]]),
      split: [],
    });
  });
});

describe('the split', () => {
  it('is read where all rows are used', async () => {
    const columns = await columnsOf(at('.csv', flowers), { columns: { vector: 'petal' } });
    expect(columns?.split).toBe('split');
    expect((await columns?.read([]))?.split).toEqual(['train', 'test']);
  });

  it('is none where no column says it', async () => {
    expect((await columnsOf(at('.csv', 'a,b\n1,2\n')))?.split).toBeUndefined();
  });
});

it('what is no table has no columns; what is not there is refused', async () => {
  place.write('folder/a.png', '');
  expect(await columnsOf(path.join(place.folder, 'folder'))).toBeUndefined();
  await expect(columnsOf(path.join(place.folder, 'missing.csv'))).rejects.toThrow(/no such file/);
});
