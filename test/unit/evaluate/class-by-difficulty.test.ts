import { describe, expect, it } from 'vitest';
import { classByDifficulty } from '../../../src/engine/evaluate/class-by-difficulty';
import { blobs, cosine, runtime, toRows } from './fixtures';

describe('classByDifficulty', () => {
  it('agrees with a loop that sorts all other rows of every anchor', async () => {
    const labelled = blobs(230, 5, 6, 3, 1);
    const rows = toRows(labelled.embeddings);
    const { labels } = labelled;
    const shareAmong = (hardest: number): number => {
      let [same, all] = [0, 0];
      rows.forEach((anchor, i) => {
        const order = rows
          .map((row, j) => ({ j, near: cosine(anchor, row) }))
          .filter(({ j }) => j !== i)
          .sort((a, b) => b.near - a.near);
        for (const { j } of order.slice(0, hardest)) {
          same += Number(labels[j] === labels[i]);
          all++;
        }
      });
      return same / all;
    };
    const figures = await classByDifficulty(runtime, labelled);
    expect(Object.keys(figures).sort()).toEqual([
      'sameClass',
      'sameClassAt1Percent',
      'sameClassAt5Percent',
    ]);
    expect(figures.sameClass).toBeCloseTo(shareAmong(229), 6);
    expect(figures.sameClassAt1Percent).toBeCloseTo(shareAmong(2), 6);
    expect(figures.sameClassAt5Percent).toBeCloseTo(shareAmong(11), 6);
  });

  it('rises with difficulty where classes are clusters, and equals the base where they are chance', async () => {
    const clustered = await classByDifficulty(runtime, blobs(200, 4, 6, 1));
    expect(clustered.sameClassAt5Percent).toBe(1);
    const chance = blobs(400, 4, 6, 1, 0);
    const { sameClass = 0, ...shares } = await classByDifficulty(runtime, chance);
    expect(Math.abs(shares.sameClassAt5Percent - sameClass)).toBeLessThan(0.02);
  });

  it('says nothing of percentiles that hold no whole row', async () => {
    expect(await classByDifficulty(runtime, blobs(12, 3, 4, 1))).toEqual({});
  });
});
