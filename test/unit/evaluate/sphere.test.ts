import { describe, expect, it } from 'vitest';
import { alignment } from '../../../src/engine/evaluate/alignment';
import { infoNceBound } from '../../../src/engine/evaluate/infonce-bound';
import { uniformity } from '../../../src/engine/evaluate/uniformity';
import { cosine, fromRows, normals, runtime, shuffled, toRows } from './fixtures';

const unlabelled = (count: number): Int32Array => new Int32Array(count);

describe('alignment', () => {
  it.each([
    ['equal views', [[3, 0]], [[1, 0]], 2, 0],
    ['orthogonal views', [[1, 0]], [[0, 5]], 2, 2],
    ['opposite views', [[1, 0]], [[-1, 0]], 2, 4],
    ['opposite views, α = 1', [[1, 0]], [[-1, 0]], 1, 2],
    [
      'the mean of two pairs',
      [
        [1, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [0, 1],
      ],
      2,
      1,
    ],
  ])('of %s', (_, first, second, alpha, expected) => {
    expect(alignment(fromRows(first), fromRows(second), alpha)).toBeCloseTo(expected, 6);
  });

  it('is the mean squared distance of unit rows', () => {
    const [x, y] = [normals(50, 7, 1), normals(50, 7, 2)];
    const expected = toRows(x).map((row, i) => 2 - 2 * cosine(row, toRows(y)[i]));
    expect(alignment(x, y)).toBeCloseTo(expected.reduce((a, b) => a + b) / 50, 5);
  });
});

describe('uniformity', () => {
  it.each([
    [
      'two antipodal points',
      [
        [1, 0],
        [-2, 0],
      ],
      -8,
    ],
    [
      'two orthogonal points',
      [
        [1, 0],
        [0, 1],
      ],
      -4,
    ],
    [
      'duplicates',
      [
        [1, 1],
        [1, 1],
        [2, 2],
      ],
      0,
    ],
    [
      'a pair and its opposite',
      [
        [1, 0],
        [1, 0],
        [-1, 0],
      ],
      Math.log((1 + 2 * Math.exp(-8)) / 3),
    ],
  ])('of %s', async (_, rows, expected) => {
    expect(await uniformity(runtime, fromRows(rows), 1)).toBeCloseTo(expected, 5);
  });

  it.each([0.5, 2, 200])('is what a loop over all pairs gives, t = %f', async (t) => {
    const x = normals(70, 4, 3);
    const rows = toRows(x);
    const pairs = rows.flatMap((a, i) => rows.slice(i + 1).map((b) => 2 - 2 * cosine(a, b)));
    const near = Math.min(...pairs);
    const sum = pairs.reduce((total, d) => total + Math.exp(-t * (d - near)), 0);
    expect(await uniformity(runtime, x, 1, t)).toBeCloseTo(
      Math.log(sum / pairs.length) - t * near,
      3,
    );
  });

  it('does not depend on the order of the rows', async () => {
    const x = normals(300, 5, 4);
    const other = shuffled({ embeddings: x, labels: unlabelled(300) }, 5).embeddings;
    expect(await uniformity(runtime, other, 1)).toBeCloseTo(await uniformity(runtime, x, 1), 5);
  });

  it('estimates from a subset of many rows', async () => {
    // E exp(−t ‖x − y‖²) on the circle is e^−2t I₀(2t); I₀(4) = 11.30192.
    const circle = await uniformity(runtime, normals(9000, 2, 6), 1);
    expect(circle).toBeCloseTo(-4 + Math.log(11.30192), 2);
  });
});

describe('infoNceBound', () => {
  function naive(first: number[][], second: number[][], temperature: number): number {
    const terms = first.map((x, i) => {
      const e = second.map((y) => Math.exp(cosine(x, y) / temperature));
      return Math.log(e[i] / (e.reduce((a, b) => a + b) / e.length));
    });
    return terms.reduce((a, b) => a + b) / terms.length;
  }

  it.each([0.1, 0.5, 5])('is what a loop over all pairs gives, τ = %f', async (temperature) => {
    const [first, second] = [normals(60, 6, 1), normals(60, 6, 2)];
    toRows(first).forEach((row, i) => {
      row.forEach((x, j) => (second.values[i * 6 + j] += x));
    });
    const { bound, ceiling } = await infoNceBound(runtime, { first, second }, temperature, 1);
    expect(bound).toBeCloseTo(naive(toRows(first), toRows(second), temperature), 4);
    expect(ceiling).toBeCloseTo(Math.log(60), 10);
  });

  it('reaches its ceiling where every view points out its partner', async () => {
    const axes = fromRows(
      Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (_, j) => Number(i === j))),
    );
    const { bound, ceiling } = await infoNceBound(runtime, { first: axes, second: axes }, 0.01, 1);
    expect(bound).toBeCloseTo(ceiling, 5);
    expect(bound).toBeLessThanOrEqual(ceiling);
  });

  it.each([
    ['collapsed views', fromRows(Array.from({ length: 9 }, () => [1, 2])), 9],
    ['a single pair', fromRows([[1, 2]]), 1],
  ])('is 0 for %s', async (_, rows, count) => {
    const { bound, ceiling } = await infoNceBound(runtime, { first: rows, second: rows }, 0.5, 1);
    expect(bound).toBeCloseTo(0, 5);
    expect(ceiling).toBeCloseTo(Math.log(count), 10);
  });

  it('stays finite at a tiny temperature', async () => {
    const [first, second] = [normals(30, 4, 1), normals(30, 4, 2)];
    const { bound } = await infoNceBound(runtime, { first, second }, 1e-3, 1);
    expect(Number.isFinite(bound)).toBe(true);
    expect(bound).toBeLessThan(0);
  });
});
