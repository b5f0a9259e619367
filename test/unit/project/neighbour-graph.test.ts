import { UMAP } from 'umap-js';
import { expect, it } from 'vitest';
import type { Embeddings } from '../../../src/engine/evaluate/embeddings';
import { nearestNeighbours, type Neighbours } from '../../../src/engine/evaluate/neighbours';
import { neighbourGraph } from '../../../src/engine/project/neighbour-graph';
import { selectRuntime } from '../../../src/engine/runtime/select-runtime';
import { blobs } from './blobs';

const key = (head: number, tail: number): string => `${head} ${tail}`;

async function neighboursOf(rows: Embeddings, k: number): Promise<Neighbours> {
  return nearestNeighbours(await selectRuntime('cpu'), rows, rows, { k, excludeSelf: true });
}

/** The graph that umap-js keeps to itself, made of the same neighbours. */
function reference({ k, indices, similarities }: Neighbours): Map<string, number> {
  const rows = Array.from({ length: indices.length / k }, (_, row) => row);
  const own = (values: Float32Array | Int32Array, row: number): number[] => [
    ...values.subarray(row * k, (row + 1) * k),
  ];
  const umap = new UMAP({ nNeighbors: k + 1, random: () => 0.5 });
  umap.setPrecomputedKNN(
    rows.map((row) => [row, ...own(indices, row)]),
    rows.map((row) => [0, ...own(similarities, row).map((cosine) => Math.max(0, 1 - cosine))]),
  );
  umap.initializeFit(rows.map((row) => [row]));
  const { graph } = umap as unknown as {
    graph: { getAll(): { row: number; col: number; value: number }[] };
  };
  const ties = graph.getAll().filter(({ value }) => value > 0);
  return new Map(ties.map(({ row, col, value }) => [key(row, col), value]));
}

const doubled = (rows: Embeddings): Embeddings => ({
  ...rows,
  values: new Float32Array([...rows.values, ...rows.values]),
  count: 2 * rows.count,
});

it.each([
  ['clouds', blobs(120)],
  ['one cloud', blobs(60, { clouds: 1 })],
  ['samples that are there twice', doubled(blobs(40))],
])('the ties of %s are those of umap-js', async (_, rows) => {
  const neighbours = await neighboursOf(rows, 14);
  const { heads, tails, weights, count } = neighbourGraph(neighbours);
  expect(count).toBe(rows.count);
  const expected = reference(neighbours);
  expect(heads.length).toBe(expected.size);
  heads.forEach((head, i) => {
    expect(weights[i]).toBeCloseTo(expected.get(key(head, tails[i]))!, 4);
  });
});
