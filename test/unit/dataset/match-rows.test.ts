// Two datasets of the same samples, brought into one order.
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { matchRows } from '../../../src/engine/dataset/match-rows';
import { readAll } from './workplace';

/** Vectors of one element, each as its value. */
function samples(
  names: readonly string[],
  values: readonly number[],
  skipped: Dataset['skipped'] = [],
): Dataset {
  return {
    kind: 'vector',
    length: names.length,
    sampleShape: [1],
    labels: new Int32Array(names.length),
    classes: ['x'],
    fingerprint: 'memory',
    names,
    skipped,
    read: (rows, into) => {
      for (let i = 0; i < rows.length; i++) into[i] = values[rows[i]];
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

const without = (name: string, row: number) => [{ name, row, reason: 'broken' }];

describe('samples of two inputs', () => {
  it('are matched by their names', async () => {
    const matched = matchRows(
      samples(['a', 'b', 'c'], [1, 2, 3]),
      samples(['c', 'a', 'b'], [30, 10, 20]),
      'f',
    );
    expect(await readAll(matched)).toEqual([10, 20, 30]);
    expect([matched.names, matched.labels]).toEqual([['a', 'b', 'c'], undefined]);
  });

  it.each([
    ['names of one are row numbers', ['a', 'b'], ['0', '1']],
    ['names of both are row numbers', ['0', '4'], ['2', '3']],
  ])('are matched row by row where %s', async (_, first, second) => {
    const other = samples(second, [7, 8]);
    expect(await readAll(matchRows(samples(first, [1, 2]), other, 'f'))).toEqual([7, 8]);
  });

  it.each([
    ['by place', samples(['0', '1', '2', '3'], [10, 11, 12, 13]), [10, 12, 13]],
    ['by name', samples(['d', 'c', 'b', 'a'], [13, 12, 11, 10]), [10, 12, 13]],
    ['by place, of both', samples(['0', '2', '3'], [10, 12, 13], without('1', 1)), [10, 12, 13]],
  ])('leave out what the training data had to: %s', async (_, second, expected) => {
    const first = samples(['a', 'c', 'd'], [1, 3, 4], without('b', 1));
    const matched = matchRows(first, second, 'f');
    expect([await readAll(matched), matched.length]).toEqual([expected, 3]);
  });

  it.each<[string, Dataset, Dataset, RegExp]>([
    [
      'a name that the second lacks',
      samples(['a', 'b', 'd'], []),
      samples(['b', 'a'], []),
      /^words\.npy: there is no sample "d" here/,
    ],
    [
      'a name that the first lacks',
      samples(['a', 'b'], []),
      samples(['a', 'b', 'e'], []),
      /sample "e" is not among the training samples/,
    ],
    [
      'another number of rows',
      samples(['a', 'b'], []),
      samples(['0', '1', '2'], []),
      /3 samples where the training data has 2: give one for each/,
    ],
    [
      'a row that was left out of the second alone',
      samples(['a', 'b', 'c'], []),
      samples(['0', '2'], [], without('1', 1)),
      /partner of training sample "b" was left out \(broken\)/,
    ],
    [
      'a name that was left out of the second alone',
      samples(['a', 'b'], []),
      samples(['b'], [], without('a', 0)),
      /partner of training sample "a" was left out \(broken\)/,
    ],
  ])('of which there is %s are refused', (_, first, second, sentence) => {
    const match = () => matchRows(first, second, 'words.npy');
    expect(match).toThrow(sentence);
    expect(match).toThrow(expect.objectContaining({ name: 'InputError' }));
  });
});
