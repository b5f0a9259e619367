import { describe, expect, it } from 'vitest';
import type { LabelledEmbeddings } from '../../../src/engine/evaluate/embeddings';
import { knnAccuracy, type KnnSettings } from '../../../src/engine/evaluate/knn';
import { blobs, cosine, fromRows, normals, runtime, shuffled, toRows } from './fixtures';

function naiveTop1(
  train: LabelledEmbeddings,
  test: LabelledEmbeddings,
  settings: KnnSettings,
): number {
  const bank = toRows(train.embeddings);
  const hits = toRows(test.embeddings).filter((query, q) => {
    const near = bank
      .map((row, i) => ({ s: cosine(query, row), label: train.labels[i] }))
      .sort((a, b) => b.s - a.s)
      .slice(0, settings.k);
    const votes = new Map<number, number>();
    for (const { s, label } of near)
      votes.set(label, (votes.get(label) ?? 0) + Math.exp(s / settings.temperature));
    const winner = [...votes].sort((a, b) => b[1] - a[1])[0][0];
    return winner === test.labels[q];
  });
  return hits.length / test.labels.length;
}

/** Rows without structure: the vote decides each one narrowly. */
const noise = (count: number, classes: number, seed: number): LabelledEmbeddings => ({
  embeddings: normals(count, 6, seed),
  labels: Int32Array.from({ length: count }, (_, i) => i % classes),
});

describe('knnAccuracy', () => {
  it.each([
    { k: 1, temperature: 0.07 },
    { k: 10, temperature: 0.07 },
    { k: 30, temperature: 0.5 },
    { k: 30, temperature: 0.005 },
  ])('counts the votes of the paper: %o', async (settings) => {
    const [train, test] = [noise(120, 3, 1), noise(200, 3, 2)];
    const { top1 } = await knnAccuracy(runtime, train, test, settings);
    expect(top1).toBeCloseTo(naiveTop1(train, test, settings), 10);
  });

  it('is 1 on separated blobs, with fewer rows than k', async () => {
    const settings = { k: 200, temperature: 0.1 };
    const accuracy = await knnAccuracy(runtime, blobs(40, 2, 8, 1), blobs(30, 2, 8, 2), settings);
    expect(accuracy).toEqual({ top1: 1 });
  });

  it('does not depend on the order of the rows', async () => {
    const [train, test] = [noise(100, 6, 3), noise(80, 6, 4)];
    const settings = { k: 20, temperature: 0.1 };
    const accuracy = await knnAccuracy(runtime, train, test, settings);
    expect(accuracy.top5).toBeGreaterThan(accuracy.top1);
    expect(await knnAccuracy(runtime, shuffled(train, 5), shuffled(test, 6), settings)).toEqual(
      accuracy,
    );
  });

  it('counts a class without a vote, or without training rows, as wrong', async () => {
    const train = {
      embeddings: fromRows([1, 2, 3, 4, 5].map((i) => [Math.cos(i), Math.sin(i)])),
      labels: Int32Array.from([0, 1, 2, 3, 4]),
    };
    const test = { embeddings: train.embeddings, labels: Int32Array.from([0, 1, 1, 9, 4]) };
    expect(await knnAccuracy(runtime, train, test, { k: 1, temperature: 0.1 })).toEqual({
      top1: 3 / 5,
      top5: 3 / 5,
    });
  });

  it('breaks a tie between duplicates for the lower class', async () => {
    const train = {
      embeddings: fromRows([
        [1, 0],
        [1, 0],
      ]),
      labels: Int32Array.from([7, 3]),
    };
    const test = { embeddings: fromRows([[2, 0]]), labels: Int32Array.from([3]) };
    expect((await knnAccuracy(runtime, train, test, { k: 2, temperature: 0.1 })).top1).toBe(1);
  });
});
