// Distances between unit rows: as exact as float32 allows, wherever the rows lie.
import { describe, expect, it } from 'vitest';
import { multiply } from '../../../src/engine/graph/arithmetic';
import { gradients } from '../../../src/engine/graph/gradient';
import { constant, input } from '../../../src/engine/graph/sources';
import { reduceSum } from '../../../src/engine/graph/reduction';
import { centredUnitRows } from '../../../src/engine/negatives/centred-rows';
import { euclidean, squaredDistances } from '../../../src/engine/negatives/distance';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { expectFinite, expectGradient } from '../objective/closeness';
import { pairedRows, type Rows } from '../objective/loss-settings';
import { distance } from '../objective/naive-distance';

const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });

/** All distances, and the gradient of their sum in drawn weights; in float32 and in float64. */
async function all(rows: Rows) {
  const [n, d] = [rows.length, rows[0].length];
  const random = Random.stream(3, 'pulls');
  const pulls = Array.from({ length: n * n }, () => Math.fround(random.uniform()));
  const z = input('z', [n, d]);
  const unit = centredUnitRows(z);
  const distances = euclidean(squaredDistances(unit, unit));
  const pulled = multiply(distances, constant(Float32Array.from(pulls), [n, n]));
  const [gradient] = gradients(reduceSum(pulled, undefined, false), [z]);
  const executable = await runtime.compile({ outputs: { distances, gradient } });
  const results = await executable.run({ z: Float32Array.from(rows.flat()) });
  await executable.dispose();
  const table = (values: Float32Array, width: number): number[][] =>
    rows.map((_, i) => Array.from(values.subarray(i * width, (i + 1) * width)));
  return {
    distances: table(results.distances as Float32Array, n),
    gradient: table(results.gradient as Float32Array, d),
    expected: rows.map((a) => rows.map((b) => distance(a, b))),
    byHand: pull(rows, pulls),
  };
}

/** Σⱼ (wᵢⱼ + wⱼᵢ) ∂Dᵢⱼ / ∂zᵢ in float64, over pairs that are apart. */
function pull(rows: Rows, weights: readonly number[]): Rows {
  const n = rows.length;
  const lengths = rows.map((row) => Math.hypot(...row));
  const units = rows.map((row, i) => row.map((value) => value / lengths[i]));
  return units.map((u, i) => {
    const g = u.map(() => 0);
    units.forEach((v, j) => {
      const d = distance(u, v);
      const w = d > 1e-12 ? (weights[i * n + j] + weights[j * n + i]) / d : 0;
      u.forEach((value, k) => (g[k] += w * (value - v[k])));
    });
    const along = g.reduce((sum, value, k) => sum + value * u[k], 0);
    return g.map((value, k) => (value - along * u[k]) / lengths[i]);
  });
}

function largestError(actual: Rows, expected: Rows): number {
  const errors = actual.map((row, i) =>
    Math.max(...row.map((value, j) => Math.abs(value - expected[i][j]))),
  );
  return Math.max(...errors);
}

const spread = pairedRows(12, 16, 0.8, 'distance');
const wide = pairedRows(40, 128, 0.3, 'distance');
const scaled = (factor: (row: number) => number): Rows =>
  spread.map((row, i) => row.map((value) => Math.fround(value * factor(i))));

/** A row and others at about `radius` times their lengths from it. */
const around = (rows: Rows, radius: number): Rows =>
  rows.map((row) => row.map((v, k) => Math.fround(rows[0][k] + radius * v)));

describe('distances between unit rows', () => {
  it.each([
    { name: 'spread rows', rows: spread, tolerance: 5e-7 },
    { name: '128 dimensions', rows: wide, tolerance: 5e-7 },
    { name: 'rows within a thousandth', rows: around(spread, 1e-3), tolerance: 1e-9 },
    { name: 'rows within a thousandth, wide', rows: around(wide, 1e-3), tolerance: 1e-9 },
    { name: 'rows within a millionth', rows: around(spread, 1e-6), tolerance: 1e-12 },
    { name: 'long rows', rows: scaled(() => 1e6), tolerance: 5e-7 },
    { name: 'short rows', rows: scaled(() => 1e-6), tolerance: 5e-7 },
    { name: 'rows of very different lengths', rows: scaled((i) => 10 ** (i % 7)), tolerance: 5e-7 },
  ])('$name: to a few roundings of their spread', async ({ rows, tolerance }) => {
    const { distances, expected, gradient, byHand } = await all(rows);
    expect(largestError(distances, expected)).toBeLessThan(tolerance);
    expectGradient(gradient, byHand, 5e-6);
  });

  it.each([
    { name: '16 dimensions', rows: spread },
    { name: '128 dimensions', rows: wide },
    { name: '512 dimensions', rows: pairedRows(12, 512, 0.5, 'distance') },
  ])('$name: equal rows among others are at 0, and pull nowhere', async ({ rows }) => {
    const { distances, gradient, byHand } = await all([...rows, ...rows]);
    const n = rows.length;
    rows.forEach((_, i) => {
      expect([distances[i][i], distances[i][i + n], distances[i + n][i]]).toEqual([0, 0, 0]);
    });
    expectGradient(gradient, byHand, 5e-6);
  });

  it('of near rows among spread ones keep their digits', async () => {
    const near = spread.map((row) => row.map((v, k) => Math.fround(v * (1 + 1e-3 * Math.sin(k)))));
    const { distances, expected, gradient, byHand } = await all([...spread, ...near]);
    spread.forEach((_, i) => {
      const there = expected[i][i + spread.length];
      expect(there).toBeLessThan(2e-3);
      expect(Math.abs(distances[i][i + spread.length] - there)).toBeLessThan(5e-7);
    });
    expectGradient(gradient, byHand, 2e-4);
  });

  it('of rows that are all equal, or all zero, are 0, and so is the gradient', async () => {
    for (const rows of [spread.map(() => spread[0]), spread.map((row) => row.map(() => 0))]) {
      const { distances, gradient } = await all(rows);
      expect(distances.flat().every((value) => value === 0)).toBe(true);
      expect(gradient.flat().every((value) => value === 0)).toBe(true);
    }
  });

  it('of a row of zeros are those of a point in the middle', async () => {
    const { distances, expected, gradient } = await all([spread[0].map(() => 0), ...spread]);
    expect(largestError(distances, expected)).toBeLessThan(5e-7);
    expectFinite(gradient);
  });
});
