// What must hold of the probabilities, whatever the vectors.
import { describe, expect, it } from 'vitest';
import type { Embeddings } from '../../../src/engine/evaluate/embeddings';
import { assumedShare } from '../../../src/engine/inspect/assumed-share';
import type { EpochVectors } from '../../../src/engine/inspect/epoch-vectors';
import { FalseNegatives } from '../../../src/engine/inspect/false-negatives';
import { ProbabilityTable } from '../../../src/engine/inspect/probability-table';
import { rankCurve } from '../../../src/engine/inspect/rank-curve';
import { reviewedPairs } from '../../../src/engine/inspect/reviewed-pairs';
import { viewExcess } from '../../../src/engine/inspect/view-excess';
import { InputError } from '../../../src/engine/input-error';
import { configOf, cpu } from '../train/job';
import { generatedVectors } from './generated-vectors';

const ranks = Array.from({ length: 2000 }, (_, i) => (i + 0.5) / 2000);
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each([
  [0.8, 0.01],
  [1.7, 0.1],
  [3.2, 0.1],
  [4.4, 0.5],
])('a curve with d %d and t %d', (d, t) => {
  const values = ranks.map(rankCurve(d, t));

  it('rises with the rank', () => {
    values.slice(1).forEach((value, i) => {
      expect(value).toBeGreaterThanOrEqual(values[i]);
    });
  });

  it('has the share of one class as its mean', () => {
    expect(meanOf(values)).toBeCloseTo(t, 3);
  });
});

describe('the table of probabilities', () => {
  const settings = { d0: 1.8, tauPlus: 0.1 };
  const table = new ProbabilityTable(settings);

  it('rises with the rank, conserves the assumed share, and has a band around each', () => {
    const rows = ranks.map((u) => table.at(u));
    rows.slice(1).forEach(({ probability, band }, i) => {
      expect(probability).toBeGreaterThanOrEqual(rows[i].probability);
      expect(band[0]).toBeLessThanOrEqual(probability);
      expect(band[1]).toBeGreaterThanOrEqual(probability);
    });
    expect(meanOf(rows.map(({ probability }) => probability))).toBeCloseTo(0.1, 3);
  });

  it('has a band that holds what curves of d in the prior’s middle 80 % give', () => {
    // N(1.8, 0.5): 10 % lie below 1.16, 10 % above 2.44. Near rank 1 the curve rises with d.
    const { band } = table.at(0.97);
    expect(band[0]).toBeCloseTo(rankCurve(1.16, 0.1)(0.97), 1);
    expect(band[1]).toBeCloseTo(rankCurve(2.44, 0.1)(0.97), 1);
  });

  it('is the curve itself for a posterior that is sure of d', () => {
    const truth = rankCurve(3, 0.1);
    // Reviews in the shares that the curve says, at every rank.
    const reviews = ranks
      .filter((_, i) => i % 4 === 0)
      .flatMap((u) => {
        const same = Math.round(20 * truth(u));
        return Array.from({ length: 20 }, (_, i) => ({ u, same: i < same }));
      });
    const sure = new ProbabilityTable({ ...settings, reviews });
    for (const u of [0.5, 0.9, 0.95, 0.99]) {
      expect(Math.abs(sure.at(u).probability - truth(u))).toBeLessThan(0.03);
      const [low, high] = sure.at(u).band;
      expect(high - low).toBeLessThan(0.06);
    }
  });

  it.each([
    [true, 'up'],
    [false, 'down'],
  ])('moves after reviews that are the same: %s', (same, way) => {
    const reviews = [0.9, 0.95, 0.97, 0.98, 0.99].map((u) => ({ u, same }));
    const moved = new ProbabilityTable({ ...settings, reviews }).at(0.97).probability;
    expect(moved > table.at(0.97).probability ? 'up' : 'down').toBe(way);
  });
});

describe('the probability of a pair', () => {
  const spec = { seed: 7, n: 150, dz: 6, dh: 8, classes: 5, spread: 0.5, noise: 0.3 };
  const { vectors, labels } = generatedVectors(spec);
  const runtime = cpu();
  const settings = { tauPlus: 0.2, seed: 1 };
  const made = FalseNegatives.estimate(runtime, vectors, settings);

  it('has the assumed share as its mean over all pairs', async () => {
    const falseNegatives = await made;
    let [sum, count] = [0, 0];
    for (let i = 0; i < 150; i++)
      for (let j = 0; j < i; j++, count++) sum += falseNegatives.of(i, j).probability;
    expect(Math.abs(sum / count - 0.2)).toBeLessThan(0.01);
  });

  it('is that of the pair, whichever of the two is the anchor', async () => {
    const falseNegatives = await made;
    expect(falseNegatives.of(3, 8)).toEqual(falseNegatives.of(8, 3));
  });

  it('is higher within classes, of which it knows nothing', async () => {
    const falseNegatives = await made;
    const of = (same: boolean): number[] =>
      Array.from({ length: 149 }, (_, j) => j + 1)
        .filter((j) => (labels[j] === labels[0]) === same)
        .map((j) => falseNegatives.of(0, j).probability);
    expect(meanOf(of(true))).toBeGreaterThan(meanOf(of(false)) + 0.3);
  });

  it('is the same again from the same seed, and moved by reviews', async () => {
    const again = await FalseNegatives.estimate(runtime, vectors, settings);
    expect(again.of(1, 6)).toEqual((await made).of(1, 6));
    const reviews = Array.from({ length: 20 }, (_, i) => ({
      first: i,
      second: i + 5,
      same: false,
    }));
    const moved = await FalseNegatives.estimate(runtime, vectors, { ...settings, reviews });
    expect(moved.of(1, 6).probability).toBeLessThan((await made).of(1, 6).probability);
  });

  it('tells whether views are nearer to each other than a class', async () => {
    expect((await made).viewsNearerThanClass).toBe(true);
    const far = generatedVectors({ ...spec, noise: 1 });
    const views = await FalseNegatives.estimate(runtime, far.vectors, settings);
    expect(views.viewsNearerThanClass).toBe(false);
    const { views: none, ...rest } = vectors;
    expect(none).toBeDefined();
    const without = await FalseNegatives.estimate(runtime, rest, settings);
    expect(without.viewsNearerThanClass).toBe(false);
  });

  const same = (rows: number): Embeddings => ({
    values: Float32Array.from({ length: 2 * rows }, (_, i) => 1 - (i % 2)),
    count: rows,
    width: 2,
  });
  const collapsed = (n: number): EpochVectors => ({
    z: same(n),
    lengths: new Float64Array(n).fill(1),
    h: { ...same(n), values: new Float32Array(2 * n) },
    views: {
      rows: Uint32Array.from({ length: n }, (_, i) => i),
      z: { first: same(n), second: same(n) },
      h: { first: same(n), second: same(n) },
    },
  });

  it.each([3, 40])('is a number where all %i samples are one', async (n) => {
    const falseNegatives = await FalseNegatives.estimate(runtime, collapsed(n), settings);
    const { probability, band } = falseNegatives.of(0, 1);
    for (const value of [probability, ...band]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });

  it('is not there for two samples', async () => {
    await expect(FalseNegatives.estimate(runtime, collapsed(2), settings)).rejects.toThrow(
      InputError,
    );
  });
});

describe('views', () => {
  const cosines = Float64Array.from({ length: 1000 }, (_, i) => i / 1000);

  it.each([
    ['as near as a class', Array.from({ length: 100 }, (_, i) => 0.8 + (i + 0.5) / 500), 1],
    ['as near as copies', [1, 1, 1, 1], 10],
    ['as far as any two', [0.1, 0.4, 0.6, 0.8], 0],
  ])('that are %s', (_, viewCosines, excess) => {
    expect(viewExcess(cosines, Float64Array.from(viewCosines), 0.2)).toBeCloseTo(excess, 12);
  });
});

describe('the assumed share', () => {
  const labels = Int32Array.of(0, 2, -1, 2, 5, 0);

  it.each([
    ['the config’s, where negatives are corrected', 'debiased', labels, 0.03, 'config'],
    ['the config’s, where hard ones count more', 'hard', undefined, 0.03, 'config'],
    ['that of equal classes', 'uniform', labels, 1 / 3, 'classes'],
    ['a tenth without labels', 'uniform', undefined, 0.1, 'default'],
    ['a tenth of one class', 'ring', Int32Array.of(1, 1, -1), 0.1, 'default'],
  ])('is %s', (_, weighting, given, tauPlus, from) => {
    const config = configOf({ negatives: `{ weighting: ${weighting}, tau_plus: 0.03 }` });
    expect(assumedShare(config, given)).toEqual({ tauPlus, from });
  });

  it('is not the config’s 0, of which no probability can come', () => {
    const config = configOf({ negatives: '{ weighting: hard, tau_plus: 0 }' });
    expect(assumedShare(config, labels).from).toBe('classes');
  });
});

describe('reviewed pairs', () => {
  it('count once, by the last decision, and not where a sample is gone', () => {
    const decisions = [
      { anchor: 'a', negative: 'b', verdict: 'same' },
      { anchor: 'b', negative: 'c', verdict: 'same' },
      { anchor: 'b', negative: 'a', verdict: 'different' },
      { anchor: 'a', negative: 'gone', verdict: 'same' },
      { anchor: 'c', negative: 'c', verdict: 'same' },
    ] as const;
    expect(reviewedPairs(['a', 'b', 'c'], { decisions })).toEqual([
      { first: 0, second: 1, same: false },
      { first: 1, second: 2, same: true },
    ]);
    expect(reviewedPairs(['a'], { decisions: undefined })).toEqual([]);
  });
});
