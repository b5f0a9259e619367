import { describe, expect, it } from 'vitest';
import type { Embeddings } from '../../../src/engine/evaluate/embeddings';
import { nearestNeighbours } from '../../../src/engine/evaluate/neighbours';
import { cosine, fromRows, normals, runtime, toRows } from './fixtures';

function naive(queries: Embeddings, bank: Embeddings, k: number, excludeSelf: boolean): number[][] {
  const rows = toRows(bank);
  return toRows(queries).map((query, q) =>
    rows
      .map((row, i) => ({ i, s: cosine(query, row) }))
      .filter(({ i }) => !excludeSelf || i !== q)
      .sort((a, b) => b.s - a.s || a.i - b.i)
      .slice(0, k)
      .map(({ i }) => i),
  );
}

describe('nearestNeighbours', () => {
  it.each([
    { queries: 1, bank: 1, k: 1, width: 3 },
    { queries: 7, bank: 40, k: 5, width: 4 },
    { queries: 40, bank: 7, k: 7, width: 16 },
    { queries: 2051, bank: 20, k: 1, width: 8 },
  ])('finds what a search of all pairs finds: %o', async ({ queries, bank, k, width }) => {
    const [q, b] = [normals(queries, width, 1), normals(bank, width, 2)];
    const found = await nearestNeighbours(runtime, q, b, { k });
    expect([...found.indices]).toEqual(naive(q, b, k, false).flat());
    const [query, row] = [toRows(q).at(-1)!, toRows(b)[found.indices.at(-1)!]];
    expect(found.similarities.at(-1)).toBeCloseTo(cosine(query, row), 5);
  });

  it('leaves out the query itself', async () => {
    const x = normals(60, 5, 3);
    const found = await nearestNeighbours(runtime, x, x, { k: 4, excludeSelf: true });
    expect([...found.indices]).toEqual(naive(x, x, 4, true).flat());
  });

  it('lists duplicates by row, and still never the query', async () => {
    const x = fromRows([
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    const found = await nearestNeighbours(runtime, x, x, { k: 2, excludeSelf: true });
    expect([...found.indices]).toEqual([1, 2, 0, 2, 0, 1, 0, 1]);
  });

  it('gives as many neighbours as there are where more are asked for', async () => {
    const x = normals(5, 3, 4);
    expect((await nearestNeighbours(runtime, x, x, { k: 200 })).k).toBe(5);
    expect((await nearestNeighbours(runtime, x, x, { k: 200, excludeSelf: true })).k).toBe(4);
  });

  it('gives none to a row that is alone', async () => {
    const x = normals(1, 3, 4);
    const found = await nearestNeighbours(runtime, x, x, { k: 3, excludeSelf: true });
    expect(found).toEqual({ k: 0, indices: new Int32Array(0), similarities: new Float32Array(0) });
  });

  it('looks at directions, not at lengths', async () => {
    const bank = fromRows([
      [1000, 1000],
      [0.001, 0],
    ]);
    const found = await nearestNeighbours(runtime, fromRows([[1e-6, 0]]), bank, { k: 1 });
    expect([...found.indices]).toEqual([1]);
    expect(found.similarities[0]).toBeCloseTo(1, 6);
  });
});
