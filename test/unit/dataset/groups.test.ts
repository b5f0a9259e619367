// Groups of samples and their places in them, from tables and from folders.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSource } from '../../../src/engine/dataset/data-source';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { parquet } from './parquet-writer';
import { png } from './pictures';
import { readAll, workplace } from './workplace';

const place = workplace();
const columns = { group: 'patient', order: 'time' };

/** Samples of equal letter are in one group; a dot for none. */
function letters({ groups }: Dataset): string | undefined {
  if (!groups) return undefined;
  const seen: number[] = [];
  return Array.from(groups, (group) => {
    if (group < 0) return '.';
    if (!seen.includes(group)) seen.push(group);
    return String.fromCharCode(97 + seen.indexOf(group));
  }).join('');
}

describe('groups and order of a table', () => {
  it.each<[string, string | Uint8Array]>([
    ['CSV', 'a,patient,time\n1,x,3\n2,y,1.5\n3,x,-2\n4,,0\n'],
    ['TSV', 'a\tpatient\ttime\n1\tx\t3\n2\ty\t1.5\n3\tx\t-2\n4\t\t0\n'],
    [
      'JSONL',
      '{"a":1,"patient":"x","time":3}\n{"a":2,"patient":"y","time":1.5}\n{"a":3,"patient":"x","time":-2}\n{"a":4,"time":0}\n',
    ],
    [
      'Parquet',
      parquet(4, [
        { path: ['a'], type: 4, values: [1, 2, 3, 4] },
        { path: ['patient'], type: 6, values: ['x', 'y', 'x', ''] },
        { path: ['time'], type: 4, values: [3, 1.5, -2, 0] },
      ]),
    ],
  ])('of %s are read, and are no features', async (format, content) => {
    const name = `table.${format.toLowerCase()}`;
    place.write(name, content);
    const dataset = await place.open(name, { columns });
    expect(letters(dataset)).toBe('aba.');
    expect([...dataset.order!]).toEqual([3, 1.5, -2, 0]);
    expect(await readAll(dataset)).toEqual([1, 2, 3, 4]);
  });

  it('are not guessed', async () => {
    place.write('guess.csv', 'a,group,order\n1,2,3\n4,5,6\n');
    const dataset = await place.open('guess.csv');
    expect([dataset.groups, dataset.order]).toEqual([undefined, undefined]);
    expect(await readAll(dataset)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('leave skipped rows out', async () => {
    place.write('holes.csv', 'a,patient,time\n1,x,1\n,y,2\n3,z,3\n');
    const dataset = await place.open('holes.csv', { columns });
    expect(letters(dataset)).toBe('ab');
    expect([...dataset.order!]).toEqual([1, 3]);
  });

  it('of pictures named in it are read, through the cache too', async () => {
    for (const name of ['1', '2', '3'])
      place.write(
        `frames/${name}.png`,
        png(2, 2, () => [Number(name)]),
      );
    place.write(
      'frames/list.csv',
      'path,patient,time\n1.png,x,2\n2.png,y,1\ngone.png,y,7\n3.png,x,1\n',
    );
    for (let time = 0; time < 2; time++) {
      const dataset = await place.open('frames/list.csv', { columns });
      expect(letters(dataset)).toBe('aba');
      expect([...dataset.order!]).toEqual([2, 1, 1]);
      await dataset.close();
    }
  });

  it('of vectors that do not fit into memory are kept', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `p${i % 3},${-i},${'0,'.repeat(998)}${i}`);
    const head = Array.from({ length: 999 }, (_, i) => `c${i}`).join();
    place.write('large.csv', `patient,time,${head}\n${rows.join('\n')}\n`);
    const cacheDirectory = path.join(place.folder, 'groups-cache');
    for (let time = 0; time < 2; time++) {
      const dataset = await place.open(
        'large.csv',
        { columns },
        { memoryLimit: 10, cacheDirectory },
      );
      expect(letters(dataset)!.slice(0, 4)).toBe('abca');
      expect(dataset.order![2999]).toBe(-2999);
      await dataset.close();
    }
  });

  it.each<[string, string, Partial<DataSource>, RegExp]>([
    [
      'a place that is no number',
      'a,time,patient\n1,2,x\n2,late,x\n',
      { columns },
      /row 3: Column time is "late"/,
    ],
    [
      'a place that is missing',
      'a,time,patient\n1,2,x\n2,,x\n',
      { columns },
      /row 3: Column time is empty/,
    ],
    [
      'a column that is not there',
      'a\n1\n',
      { columns: { group: 'patient' } },
      /no column "patient"/,
    ],
  ])('%s is refused', async (title, content, source, sentence) => {
    const name = `${title}.csv`;
    place.write(name, content);
    const opening = place.open(name, source);
    await expect(opening).rejects.toThrow(sentence);
    await expect(opening).rejects.toMatchObject({ name: 'InputError' });
  });

  it('may be missing where they are not needed', async () => {
    place.write('bare.csv', 'a\n1\n');
    const dataset = await place.open('bare.csv', { columns, mayLack: ['group', 'order'] });
    expect(dataset.groups).toBeUndefined();
  });
});

describe('a folder of images', () => {
  it('is a group by folder, in the natural order of the names', async () => {
    const names = ['a/10.png', 'a/9.png', 'a/b/1.png', 'a/frame2.png', 'c/1.png', 'root.png'];
    for (const name of names)
      place.write(
        `sequence/${name}`,
        png(2, 2, () => [1]),
      );
    for (let time = 0; time < 2; time++) {
      const dataset = await place.open('sequence');
      expect(dataset.names).toEqual([...names].sort());
      expect(letters(dataset)).toBe('aabacd');
      const inA = ['a/10.png', 'a/9.png', 'a/frame2.png'].map(
        (name) => [dataset.order![dataset.names.indexOf(name)], name] as const,
      );
      expect(inA.sort(([a], [b]) => a - b).map(([, name]) => name)).toEqual([
        'a/9.png',
        'a/10.png',
        'a/frame2.png',
      ]);
      await dataset.close();
    }
  });
});
