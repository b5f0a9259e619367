import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { sampleSize } from '../../../src/engine/dataset/dataset';
import { Random } from '../../../src/engine/random/random';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { nearDuplicates } from '../../../src/engine/train/relations/near-duplicates';
import { cpu } from './job';
import { pictures, vectorsOf } from './memory-dataset';

/** For each sample the first one that is joined with it, by comparing all pairs. */
async function naive(dataset: Dataset, cosine: number): Promise<number[]> {
  const { mean, deviation } = await inputStatistics(dataset);
  const size = sampleSize(dataset);
  const rows: number[][] = [];
  for (let row = 0; row < dataset.length; row++) {
    const sample = new Float32Array(size);
    await dataset.read([row], sample);
    rows.push(Array.from(sample, (value, i) => (value - mean[i]) / deviation[i]));
  }
  const dot = (a: number[], b: number[]): number => a.reduce((sum, x, i) => sum + x * b[i], 0);
  const near = (a: number[], b: number[]): boolean =>
    dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)) >= cosine;
  const first = rows.map((_, row) => row);
  for (let passes = rows.length; passes > 0; passes--) {
    rows.forEach((a, i) => {
      rows.forEach((b, j) => {
        if (near(a, b)) first[i] = first[j] = Math.min(first[i], first[j]);
      });
    });
  }
  return first;
}

async function found(dataset: Dataset, cosine: number): Promise<number[]> {
  const of = await nearDuplicates(dataset, { runtime: cpu(), cosine });
  return Array.from({ length: dataset.length }, (_, sample) => of(sample));
}

describe('near-duplicates', () => {
  it.each([0.9, 0.95, 0.99])('of vectors at %s are the components of all pairs', async (at) => {
    const random = Random.stream(3, 'duplicates');
    const dataset = vectorsOf(
      Float32Array.from({ length: 60 * 3 }, () => random.normal()),
      3,
    );
    const expected = await naive(dataset, at);
    // Neither all apart nor all one, so that there is something to find.
    expect(new Set(expected).size).toBeGreaterThan(1);
    expect(new Set(expected).size).toBeLessThan(60);
    expect(await found(dataset, at)).toEqual(expected);
  });

  it('follow a chain whose ends are far apart', async () => {
    const count = 40;
    const order = Random.stream(1, 'chain').permutation(count);
    const values = new Float32Array(2 * count);
    order.forEach((place, i) => {
      const angle = (Math.PI * 1.9 * i) / count;
      values.set([Math.cos(angle), Math.sin(angle)], 2 * place);
    });
    expect(new Set(await found(vectorsOf(values, 2), 0.95)).size).toBe(1);
  });

  it('are equal samples at 1, and a sample that is the mean is like none', async () => {
    const values = Float32Array.of(1, 2, -1, -2, 1, 2, 0, 0, 0, 0, -1, -2);
    expect(await found(vectorsOf(values, 2), 1)).toEqual([0, 1, 0, 3, 4, 1]);
  });

  it('of large pictures are found by smaller copies', async () => {
    const side = 40;
    const dataset = pictures(6, side, 3);
    const size = sampleSize(dataset);
    const noisy: Dataset = Object.assign(Object.create(dataset) as Dataset, {
      /** Picture 4 is picture 1 with a little noise. */
      read: async (rows: ArrayLike<number>, into: Uint8Array) => {
        await dataset.read(
          Array.from(rows, (row) => (row === 4 ? 1 : row)),
          into,
        );
        Array.from(rows).forEach((row, i) => {
          if (row !== 4) return;
          for (let at = i * size; at < (i + 1) * size; at += 7) into[at] ^= 3;
        });
      },
    });
    expect(await found(noisy, 0.98)).toEqual([0, 1, 2, 3, 1, 5]);
  });
});
