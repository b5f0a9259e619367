import { describe, expect, it } from 'vitest';
import { classStructure } from '../../../src/engine/evaluate/class-structure';
import { effectiveRank } from '../../../src/engine/evaluate/effective-rank';
import { cosine, fromRows, normals, shuffled, toRows } from './fixtures';

/** ±each axis: covariance a multiple of the identity, mean zero. */
const cross = (width: number): number[][] =>
  Array.from({ length: 2 * width }, (_, i) =>
    Array.from({ length: width }, (_, j) => (j === i >> 1 ? (i % 2 ? 1 : -1) : 0)),
  );

describe('effectiveRank', () => {
  it.each([1, 2, 7])('is d where all %i directions vary alike', (width) => {
    const { effectiveRank: rank, rankMe } = effectiveRank(fromRows(cross(width)), 1)!;
    expect(rank).toBeCloseTo(width, 10);
    expect(rankMe).toBeCloseTo(width, 3);
  });

  it('is 1 on a line that does not pass through the origin', () => {
    const line = fromRows([-3, -1, 0, 2, 5].map((t) => [1 + t, 2 - t, 1 + 2 * t]));
    const { effectiveRank: rank, rankMe } = effectiveRank(line, 1)!;
    expect(rank).toBeCloseTo(1, 6);
    expect(rankMe).toBeGreaterThan(1.2);
  });

  it('is 0 where all rows coincide, with RankMe 1', () => {
    const point = fromRows(Array.from({ length: 50 }, () => [0.1, 0.7, -0.3]));
    const { effectiveRank: rank, rankMe } = effectiveRank(point, 1)!;
    expect(rank).toBe(0);
    expect(rankMe).toBeCloseTo(1, 4);
  });

  it('is the exponential of the entropy of the variances', () => {
    // Axes of lengths 1, 2, 3: variances 1 : 4 : 9, singular values 1 : 2 : 3.
    const rows = cross(3).map((row) => row.map((x, j) => x * (j + 1)));
    const perplexity = (parts: number[]): number => {
      const sum = parts.reduce((a, b) => a + b);
      return Math.exp(-parts.reduce((h, p) => h + (p / sum) * Math.log(p / sum), 0));
    };
    const { effectiveRank: rank, rankMe } = effectiveRank(fromRows(rows), 1)!;
    expect(rank).toBeCloseTo(perplexity([1, 4, 9]), 10);
    expect(rankMe).toBeCloseTo(perplexity([1, 2, 3]), 4);
  });

  it('is absent where the embeddings are too wide to judge in passing', () => {
    expect(effectiveRank(normals(3, 1025, 1), 1)).toBeUndefined();
    expect(effectiveRank(normals(3, 12, 1), 1)).toBeDefined();
  });

  it('does not depend on the order of the rows, and is bounded by their number', () => {
    const x = normals(6, 20, 1);
    const other = shuffled({ embeddings: x, labels: new Int32Array(6) }, 2).embeddings;
    const { effectiveRank: rank } = effectiveRank(x, 1)!;
    expect(effectiveRank(other, 1)!.effectiveRank).toBeCloseTo(rank, 8);
    expect(rank).toBeLessThanOrEqual(5);
  });
});

describe('classStructure', () => {
  const labelled = (rows: number[][], labels: number[]): Parameters<typeof classStructure>[0] => ({
    embeddings: fromRows(rows),
    labels: Int32Array.from(labels),
  });

  it.each([
    [
      'two orthogonal points',
      [
        [1, 0],
        [2, 0],
        [0, 3],
      ],
      [0, 0, 1],
      { concentration: 1, separation: 1 },
    ],
    [
      'two opposite points',
      [
        [1, 0],
        [-1, 0],
      ],
      [4, 9],
      { concentration: 1, separation: 2 },
    ],
    [
      'classes that coincide',
      [
        [1, 0],
        [1, 0],
      ],
      [0, 1],
      { concentration: 1, separation: 0 },
    ],
    [
      'right angles within a class',
      [
        [1, 0],
        [0, 1],
      ],
      [0, 0],
      { concentration: Math.SQRT1_2 },
    ],
    [
      'a class that cancels',
      [
        [1, 0],
        [-1, 0],
        [0, 1],
      ],
      [0, 0, 1],
      { concentration: 1 / 3 },
    ],
  ])('of %s', (_, rows, labels, expected) => {
    const found = classStructure(labelled(rows, labels));
    expect(found.concentration).toBeCloseTo(expected.concentration, 6);
    expect('separation' in found).toBe('separation' in expected);
    if ('separation' in expected) expect(found.separation).toBeCloseTo(expected.separation, 6);
  });

  it('is what loops over rows and pairs of classes give', () => {
    const embeddings = normals(60, 5, 1);
    const labels = Int32Array.from({ length: 60 }, (_, i) => i % 4);
    const rows = toRows(embeddings).map((x) => x.map((v) => v / Math.hypot(...x)));
    const means = [0, 1, 2, 3].map((c) =>
      [0, 1, 2, 3, 4].map((j) => rows.reduce((sum, x, i) => sum + (labels[i] === c ? x[j] : 0), 0)),
    );
    const own = rows.map((x, i) => cosine(x, means[labels[i]]));
    const between = means.flatMap((a, c) => means.slice(c + 1).map((b) => cosine(a, b)));
    const average = (x: number[]): number => x.reduce((a, b) => a + b) / x.length;
    const found = classStructure({ embeddings, labels });
    expect(found.concentration).toBeCloseTo(average(own), 5);
    expect(found.separation).toBeCloseTo(1 - average(between), 5);
  });
});
