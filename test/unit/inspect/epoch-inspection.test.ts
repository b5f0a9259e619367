// All that is said of an epoch's negatives, on a small run.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeNpy } from '../../../src/engine/dataset/read-npy';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { InputError } from '../../../src/engine/input-error';
import { EpochInspection, type InspectionJob } from '../../../src/engine/inspect/epoch-inspection';
import { areaUnderCurve, calibrationError } from '../../../src/engine/inspect/judged-flags';
import { reasonsOf } from '../../../src/engine/inspect/reasons';
import type { Run } from '../../../src/engine/runs/run';
import { configOf, cpu, trainIn } from '../train/job';
import { twoClasses } from '../train/memory-dataset';

const count = 60;
const data = twoClasses(count, 4);
const config = configOf({
  negatives: '{ weighting: hard, tau_plus: 0.2, beta: 1 }',
  evaluate: '{ every: 1, knn: { k: 5 } }',
  train: '{ epochs: 4, batch_size: 20 }',
});
const samples = { count, classes: data.classes, labels: data.labels };

let folder: string;
let run: Run;
let inspection: EpochInspection;
let z: number[][];

const open = (change: Partial<InspectionJob> = {}): Promise<EpochInspection> =>
  EpochInspection.open({ run, epoch: 4, config, samples, runtime: cpu(), ...change });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negative-space-inspect-'));
  const trained = await trainIn(folder, { config, data: { train: data } });
  expect(trained.error).toBeUndefined();
  ({ run } = trained);
  inspection = await open();
  z = await unitRows('z.npy');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function unitRows(name: string): Promise<number[][]> {
  const { data: values, shape } = decodeNpy(await run.readFile(`epochs/0004/${name}`));
  const width = shape.at(-1)!;
  return Array.from({ length: values.length / width }, (_, i) => {
    const row = [...values.subarray(i * width, (i + 1) * width)];
    return row.map((value) => value / Math.hypot(...row));
  });
}

const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, k) => sum + value * b[k], 0);

/** All other samples, the nearest first. */
const nearest = (i: number): number[] =>
  Array.from(z.keys())
    .filter((j) => j !== i)
    .sort((a, b) => cosine(z[i], z[b]) - cosine(z[i], z[a]));

describe('the report of an anchor', () => {
  it('lists the hardest negatives by the cosine of what the head gives', () => {
    const { negatives, negativesCount } = inspection.anchor({ index: 7, top: 10 });
    expect(negativesCount).toBe(count - 1);
    expect(negatives.map(({ index }) => index)).toEqual(nearest(7).slice(0, 10));
    negatives.forEach(({ index, rank, cosine: found }, place) => {
      expect(rank).toBe(place + 1);
      expect(found).toBeCloseTo(cosine(z[7], z[index]), 5);
    });
  });

  it('has weights with mean 1 and shares of the gradient of all negatives', () => {
    const { negatives } = inspection.anchor({ index: 3, top: count });
    const sum = (of: (at: number) => number): number =>
      negatives.reduce((all, _, at) => all + of(at), 0);
    expect(sum((at) => negatives[at].weight) / (count - 1)).toBeCloseTo(1, 9);
    expect(sum((at) => Math.abs(negatives[at].gradientShare))).toBeCloseTo(1, 9);
    // wⱼ = exp(β sⱼ / t): β = 1, t = 0.5.
    const [a, b] = negatives;
    expect(a.weight / b.weight).toBeCloseTo(Math.exp((a.cosine - b.cosine) / 0.5), 6);
  });

  it('counts cosines in 64 bins, and labels of the 20 nearest', () => {
    const { histogram, nearestLabels } = inspection.anchor({ index: 5, top: 1 });
    const wanted = new Uint32Array(64);
    for (const j of nearest(5)) wanted[Math.min(63, Math.floor((cosine(z[5], z[j]) + 1) * 32))]++;
    expect(histogram).toEqual(wanted);
    const odd = nearest(5).slice(0, 20).filter((j) => j % 2 === 1).length; // prettier-ignore
    const wantedLabels = Object.entries({ 0: 20 - odd, 1: odd }).filter(([, of]) => of > 0);
    expect(Object.entries(nearestLabels)).toEqual(wantedLabels);
  });

  it('knows the cosine of the anchor’s own views', async () => {
    const views = await unitRows('view-z.npy');
    const { viewCosine } = inspection.anchor({ index: 9, top: 1 });
    expect(viewCosine).toBeCloseTo(cosine(views[9], views[count + 9]), 5);
  });

  it('flags what is probably false, and says why', () => {
    const { negatives, flagged, threshold, assumed } = inspection.anchor({ index: 2, top: count });
    expect(threshold).toBe(0.8);
    expect(assumed).toEqual({ tauPlus: 0.2, from: 'config' });
    expect(flagged).toBe(negatives.filter(({ probability = NaN }) => probability >= 0.8).length);
    expect(flagged).toBeGreaterThan(0);
    for (const { probability = NaN, band = [NaN, NaN], flagged: flag, reasons } of negatives) {
      expect(flag).toBe(probability >= 0.8);
      expect(band[0]).toBeLessThanOrEqual(probability);
      expect(band[1]).toBeGreaterThanOrEqual(probability);
      expect(reasons).toHaveLength(5);
    }
  });

  it('gives the reasons that the vectors give', () => {
    const { negatives, viewCosine } = inspection.anchor({ index: 4, top: 1 });
    const [{ index, cosine: found, reasons }] = negatives;
    const twenty = (sample: number): number[] => nearest(sample).slice(0, 20);
    const facts = {
      ...{ anchor: 4, negative: index, cosine: found, viewCosine, samples, nearest: twenty },
      viewsNearerThanClass: false,
      history: { times: 0, looked: 0, stored: 0 },
    };
    const sentences = reasonsOf(facts).map(({ sentence }) => sentence);
    expect(reasons.slice(0, 4).map(({ sentence }) => sentence)).toEqual(sentences);
    expect(reasons[4].sentence).toMatch(/at \d of 4 stored epochs/);
  });

  it('is without related samples', async () => {
    const byLabel = (j: number): number => j % 2;
    const related = await open({ relations: { kin: [byLabel] } });
    const { negatives, negativesCount, histogram } = related.anchor({ index: 0, top: count });
    expect(negativesCount).toBe(count / 2);
    expect(histogram.reduce((a, b) => a + b)).toBe(count / 2);
    expect(negatives.every(({ index }) => index % 2 === 1)).toBe(true);
    const cosines = related.cosines(0);
    expect(Array.from(cosines, Number.isNaN)).toEqual(Array.from(cosines, (_, j) => j % 2 === 0));
  });

  it.each([-1, count, 0.5])('is not there for sample %d', (index) => {
    expect(() => inspection.anchor({ index, top: 1 })).toThrow(InputError);
    expect(() => inspection.cosines(index)).toThrow(InputError);
  });
});

describe('before the estimate', () => {
  it('an anchor has its ranks, weights, and labels around it, but no probabilities', async () => {
    const job = { run, epoch: 4, config, samples, runtime: cpu() };
    const plain = (await EpochInspection.read(job)).anchor({ index: 2, top: 20 });
    const full = inspection.anchor({ index: 2, top: 20 });
    expect(full.estimating).toBeUndefined();
    expect(full.flagged).toBeGreaterThan(0);
    expect(plain).toEqual({
      ...full,
      ...{ estimating: true, flagged: 0, provisional: true },
      negatives: full.negatives.map(({ probability, band, ...negative }) => {
        expect([probability, ...(band ?? [])]).toHaveLength(3);
        return { ...negative, flagged: false, reasons: expect.anything() as unknown };
      }),
    });
  });

  it('gives the reasons that need no neighbours of others, and no other way than later', async () => {
    const job = { run, epoch: 4, config, samples, runtime: cpu() };
    const plain = await EpochInspection.read(job);
    expect(plain.quality).toBeUndefined();
    const verdicts = (one: EpochInspection, index: number) =>
      one.anchor({ index, top: count }).negatives.map(({ reasons }) => reasons);
    for (const index of [0, 2, 31]) {
      const later = verdicts(inspection, index);
      verdicts(plain, index).forEach((reasons, place) => {
        expect(reasons.length).toBeLessThan(later[place].length);
        const known = later[place].map(({ speaks, sentence }) => `${speaks} ${sentence}`).join(' ');
        for (const { speaks, sentence } of reasons)
          expect(known).toContain(`${speaks} ${sentence.slice(0, -1)}`);
      });
      expect(verdicts(plain, index).flat().length).toBeGreaterThan(count);
    }
  });
});

describe('probabilities', () => {
  it('do not depend on labels', async () => {
    const unlabelled = await open({ samples: { count, classes: [] } });
    const of = (one: EpochInspection): number[] =>
      one.anchor({ index: 1, top: 9 }).negatives.map(({ probability = NaN }) => probability);
    expect(of(unlabelled)).toEqual(of(inspection));
    expect(unlabelled.quality).toBeUndefined();
    expect(unlabelled.anchor({ index: 1, top: 1 }).provisional).toBe(true);
  });

  it('are judged by labels where there are some, among the 20 nearest of each', async () => {
    const labels = Int32Array.from({ length: count }, (_, i) => (i < 6 ? -1 : (i * i) % 4));
    const judged = await open({ samples: { count, classes: ['a', 'b'], labels } });
    const pairs = Array.from(z.keys())
      .filter((i) => labels[i] >= 0)
      .flatMap((i) => {
        const { negatives } = judged.anchor({ index: i, top: 20 });
        return negatives
          .filter(({ index }) => labels[index] >= 0)
          .map(({ index, probability = NaN }) => ({
            probability,
            same: labels[index] === labels[i],
          }));
      });
    const flagged = pairs.filter(({ probability }) => probability >= 0.8);
    expect(judged.quality).toEqual({
      anchors: count - 6,
      auroc: areaUnderCurve(pairs),
      calibrationError: calibrationError(pairs),
      precision: flagged.filter(({ same }) => same).length / flagged.length,
      flaggedPairs: flagged.length,
    });
    expect(flagged.length).toBeGreaterThan(0);
    expect(judged.anchor({ index: 1, top: 1 }).provisional).toBe(calibrationError(pairs) > 0.1);
  });

  it('are no longer provisional after fifty reviews', async () => {
    const reviews = Array.from({ length: 50 }, (_, i) => ({ first: i, second: i + 2, same: true }));
    const plain = { count, classes: [] };
    const few = await open({ samples: plain, reviews: reviews.slice(1) });
    expect(few.anchor({ index: 1, top: 1 }).provisional).toBe(true);
    const enough = await open({ samples: plain, reviews });
    expect(enough.anchor({ index: 1, top: 1 }).provisional).toBe(false);
  });
});

describe('what cannot be inspected', () => {
  it('is data of another number of samples', async () => {
    await expect(open({ samples: { count: 59, classes: [] } })).rejects.toThrow(
      /vectors of 60 samples, but the data now holds 59/,
    );
  });

  it('is an epoch without vectors', async () => {
    await expect(open({ epoch: 9 })).rejects.toThrow(InputError);
    await expect(open({ epoch: 9 })).rejects.toThrow(/epoch 9 .* has no z\.npy/);
  });

  it.each([
    ['z.npy', encodeNpy([59, 8], new Float32Array(59 * 8))],
    ['z.npy', encodeNpy([60 * 8], new Float32Array(60 * 8))],
    ['view-z.npy', encodeNpy([2, 60, 7], new Float32Array(2 * 60 * 7))],
    ['view-rows.npy', encodeNpy([60], new Int32Array(60).fill(60))],
    ['view-h.npy', encodeNpy([2, 60, 6], new Int32Array(2 * 60 * 6))],
    ['view-h.npy', new Uint8Array(20)],
  ])('is an epoch with another %s', async (name, bytes) => {
    const path = run.at(`epochs/0004/${name}`);
    const before = await run.readFile(`epochs/0004/${name}`);
    await writeFile(path, bytes);
    await expect(open()).rejects.toThrow(InputError);
    await writeFile(path, before);
  });
});
