import { describe, expect, it } from 'vitest';
import { arrange, type ArrangeOptions } from '../../../src/engine/project/arrange';
import { neighboursKept } from '../../../src/engine/project/neighbours-kept';
import { nearestNeighbours } from '../../../src/engine/evaluate/neighbours';
import { Random } from '../../../src/engine/random/random';
import { selectRuntime } from '../../../src/engine/runtime/select-runtime';
import { blobs } from './blobs';

const runtime = await selectRuntime('cpu', { threads: 1 });
const map = (rows = blobs(300), options: Partial<ArrangeOptions> = {}) =>
  arrange(rows, { runtime, seed: 1, ...options });

/** Mean distance of the points of one cloud, and of two clouds. */
function distances(positions: Float32Array, clouds = 4): { within: number; between: number } {
  const sums = { within: [0, 0], between: [0, 0] };
  for (let i = 0; i < positions.length / 2; i++)
    for (let j = 0; j < i; j++) {
      const sum = i % clouds === j % clouds ? sums.within : sums.between;
      sum[0] += Math.hypot(
        positions[2 * i] - positions[2 * j],
        positions[2 * i + 1] - positions[2 * j + 1],
      );
      sum[1]++;
    }
  return {
    within: sums.within[0] / sums.within[1],
    between: sums.between[0] / sums.between[1],
  };
}

describe('a map of clouds', () => {
  it('shows them apart and keeps far more neighbours than chance does', async () => {
    const rows = blobs(300);
    const { positions, method, neighboursKept: kept } = await map(rows);
    expect(method).toBe('umap');
    const { within, between } = distances(positions);
    expect(between).toBeGreaterThan(3 * within);
    const neighbours = await nearestNeighbours(runtime, rows, rows, { k: 14, excludeSelf: true });
    const random = Random.stream(1, 'anywhere');
    const anywhere = Float32Array.from({ length: 600 }, () => random.uniform(-1, 1));
    expect(neighboursKept(neighbours, anywhere)).toBeLessThan(0.1);
    expect(kept).toBeGreaterThan(0.3);
  });

  it('lies around 0 in −1 … 1, and is finite', async () => {
    const { positions } = await map();
    expect(positions).toHaveLength(600);
    expect(positions.every((value) => Math.abs(value) <= 1)).toBe(true);
    expect(Math.max(...positions.map(Math.abs))).toBe(1);
  });

  it('is the same from the same seed, another from another', async () => {
    const [one, two, other] = [await map(), await map(), await map(undefined, { seed: 2 })];
    expect(two.positions).toEqual(one.positions);
    expect(other.positions).not.toEqual(one.positions);
  });

  it('of a later epoch keeps the places of an earlier one', async () => {
    const first = await map(blobs(300, { spread: 0.4 }));
    const later = blobs(300, { spread: 0.25 });
    const movedBy = (positions: Float32Array): number =>
      positions.reduce((sum, value, i) => sum + Math.abs(value - first.positions[i]), 0) / 600;
    const anew = await map(later, { seed: 9 });
    const kept = await map(later, { seed: 9, start: first.positions });
    expect(movedBy(kept.positions)).toBeLessThan(0.5 * movedBy(anew.positions));
    expect(movedBy(kept.positions)).toBeLessThan(0.15);
  });

  it('tells how far it is, and stops where it is asked to', async () => {
    const heard: string[] = [];
    const controller = new AbortController();
    const onProgress = (task: string, done: number, total: number): void => {
      expect(done).toBeLessThanOrEqual(total);
      if (heard.at(-1) !== task) heard.push(task);
      if (task === 'layout' && done === 3) controller.abort(new Error('enough'));
    };
    await expect(map(undefined, { onProgress, signal: controller.signal })).rejects.toThrow(
      'enough',
    );
    expect(heard).toEqual(['neighbours', 'layout']);
  });
});

describe('few samples', () => {
  it.each([1, 2, 3, 14])('%i: their principal components', async (count) => {
    const rows = blobs(count, { clouds: 2 });
    const result = await map(rows);
    expect(result.method).toBe('pca');
    expect(result.positions).toHaveLength(2 * count);
    expect(result.positions.every(Number.isFinite)).toBe(true);
  });

  it('lie along the direction in which they differ most', async () => {
    const values = new Float32Array([1, 0.1, 0, 1, -0.4, 0, 1, 0, 0.05, 1, 0.6, 0]);
    const { positions } = await map({ values, count: 4, width: 3 });
    const order = [1, 2, 0, 3].map((row) => positions[2 * row]);
    const rising = order[0] < order[3] ? order : order.map((x) => -x);
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    expect(Math.max(...rising)).toBeGreaterThan(0.5);
  });

  it('15 are enough for UMAP, even where all are equal', async () => {
    const values = new Float32Array(30).fill(0.5);
    const { method, positions } = await map({ values, count: 15, width: 2 });
    expect(method).toBe('umap');
    expect(positions.every(Number.isFinite)).toBe(true);
  });
});

it('rows without a direction are named', async () => {
  const rows = blobs(20);
  rows.values.fill(0, 16, 32);
  rows.values[5 * 16] = NaN;
  await expect(map(rows)).rejects.toThrow(/2 of the 20 stored embeddings .*rows 1, 5/);
});

it('counts the neighbours that a map keeps', () => {
  // On a line; the map has 0 and 3 in each other's place.
  const indices = Int32Array.from([1, 2, 0, 2, 1, 3, 2, 1]);
  const neighbours = { k: 2, indices, similarities: new Float32Array(8) };
  expect(neighboursKept(neighbours, Float32Array.from([0, 0, 1, 0, 2, 0, 3, 0]))).toBe(1);
  // 0: {2, 1}, 1: {2, 3}, 2: {1, 0} of [1, 3], 3: {1, 2}
  expect(neighboursKept(neighbours, Float32Array.from([3, 0, 1, 0, 2, 0, 0, 0]))).toBe(6 / 8);
});
