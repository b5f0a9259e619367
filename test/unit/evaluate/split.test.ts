import { describe, expect, it } from 'vitest';
import { holdout, labelFraction, sampleRows } from '../../../src/engine/evaluate/split';
import { Random } from '../../../src/engine/random/random';

const labels = Int32Array.from([
  ...Array<number>(100).fill(0),
  ...Array<number>(10).fill(5),
  7,
  -1,
  -1,
]);

const countOf = (rows: Uint32Array, label: number): number =>
  [...rows].filter((row) => labels[row] === label).length;

describe('holdout', () => {
  it('holds out the share of every class, never all of one and no unlabelled row', () => {
    const { train, test } = holdout(labels, 0.2, 1);
    expect([0, 5, 7, -1].map((label) => countOf(test, label))).toEqual([20, 2, 0, 0]);
    expect([...train, ...test].sort((a, b) => a - b)).toEqual([...labels.keys()]);
    expect([...test]).toEqual([...test].sort((a, b) => a - b));
  });

  it.each([
    [0, [0, 0, 0]],
    [0.001, [1, 1, 0]],
    [1, [99, 9, 0]],
  ])('of share %f holds out %o', (share, counts) => {
    const { test } = holdout(labels, share, 1);
    expect([0, 5, 7].map((label) => countOf(test, label))).toEqual(counts);
  });

  it('follows the seed', () => {
    expect(holdout(labels, 0.2, 1)).toEqual(holdout(labels, 0.2, 1));
    expect(holdout(labels, 0.2, 1)).not.toEqual(holdout(labels, 0.2, 2));
  });
});

describe('labelFraction', () => {
  it.each([
    [0.01, [1, 1, 1, 0]],
    [0.1, [10, 1, 1, 0]],
    [1, [100, 10, 1, 0]],
  ])('of share %f takes %o of each class', (share, counts) => {
    const rows = labelFraction(labels, share, 1);
    expect([0, 5, 7, -1].map((label) => countOf(rows, label))).toEqual(counts);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('follows the seed', () => {
    expect(labelFraction(labels, 0.1, 1)).toEqual(labelFraction(labels, 0.1, 1));
    expect(labelFraction(labels, 0.1, 1)).not.toEqual(labelFraction(labels, 0.1, 2));
  });
});

describe('sampleRows', () => {
  it('takes all rows where they are few, else so many different ones', () => {
    expect([...sampleRows(3, 5, Random.stream(1))]).toEqual([0, 1, 2]);
    const rows = sampleRows(1000, 50, Random.stream(1));
    expect(new Set(rows).size).toBe(50);
    expect(Math.max(...rows)).toBeLessThan(1000);
  });
});
