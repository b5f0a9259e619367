// What must hold between the countings and the sources of negatives, and under a change of order.
import { describe, expect, it } from 'vitest';
import { expectGradient } from '../objective/closeness';
import { Random } from '../../../src/engine/random/random';
import { countedLoss } from './counted-loss';
import { naiveLoss } from './naive-counting';
import {
  pairedRows,
  settings,
  someDraws,
  unit,
  unitRows,
  type Counting,
  type Situation,
} from './situation';

const samples = 6;
const rows = pairedRows(samples, 5, 'identities');
const storedRows = unitRows(14, 5, 'identities');
const kinOfBatch = [0, 1, 2, 0, 3, 1, 0, 1, 2, 0, 3, 1];

const sources: Record<string, (counting: Omit<Counting, 'from'>) => Situation> = {
  batch: (counting) => ({ rows, negatives: settings(counting), temperature: 0.2 }),
  'batch with kin': (counting) => ({ ...sources.batch(counting), kin: [kinOfBatch] }),
  queue: (counting) => ({
    rows,
    stored: { rows: storedRows },
    negatives: settings({ ...counting, from: 'queue', size: 14 }),
    temperature: 0.2,
  }),
};

const alike: Record<string, Omit<Counting, 'from'>> = {
  'ring 0–100': { weighting: 'ring', lower: 0, upper: 100 },
  'band keep 0–100': { weighting: 'band', keep: [0, 100] },
  'band drop of less than one': { weighting: 'band', drop: [0, 5] },
  'band drop of an empty range': { weighting: 'band', drop: [40, 40] },
  'mixing of none': { weighting: 'mixing', mix_pairs: 0, mix_anchors: 0 },
  'hard with β 0 and τ⁺ 0': { weighting: 'hard', beta: 0, tau_plus: 0 },
};

describe('limits', () => {
  it.each(
    Object.entries(alike).flatMap(([name, counting]) =>
      Object.keys(sources).map((source) => ({ name, source, counting })),
    ),
  )('$source: $name is uniform', async ({ source, counting }) => {
    const [a, b] = [
      await countedLoss(sources[source](counting)),
      await countedLoss(sources[source]({ weighting: 'uniform' })),
    ];
    expect(a.loss).toBeCloseTo(b.loss, 6);
    expectGradient(a.gradient, b.gradient, 1e-5);
  });

  it.each(Object.keys(sources))('%s: mixing that has not begun is uniform', async (source) => {
    const mixing = sources[source]({
      weighting: 'mixing',
      mix_after: 3,
      mix_hardest: 4,
      mix_pairs: 2,
      mix_anchors: 2,
    });
    const anchors = source === 'queue' ? samples : 2 * samples;
    const drawn = { ...mixing, draws: someDraws(anchors, { hardest: 4, pairs: 2, mixed: 2 }) };
    const before = await countedLoss(drawn, undefined, { epoch: 2, epochs: 9 });
    const after = await countedLoss(drawn, undefined, { epoch: 3, epochs: 9 });
    const plain = await countedLoss(sources[source]({ weighting: 'uniform' }));
    expect(before.loss).toBeCloseTo(plain.loss, 6);
    expectGradient(before.gradient, plain.gradient, 1e-5);
    expect(after.loss).toBeGreaterThan(plain.loss + 0.01);
  });

  it('a ring whose upper percentile is annealed begins as uniform without the hardest', async () => {
    const annealed = sources.batch({
      weighting: 'ring',
      lower: 10,
      upper: 40,
      anneal: 'linear',
      anneal_epochs: 8,
    });
    for (const [epoch, upper] of [
      [0, 100],
      [4, 70],
      [8, 40],
      [20, 40],
    ]) {
      const fixed = sources.batch({ weighting: 'ring', lower: 10, upper });
      const { loss, gradient } = await countedLoss(annealed, undefined, { epoch, epochs: 30 });
      const expected = await countedLoss(fixed);
      expect(loss).toBeCloseTo(expected.loss, 6);
      expectGradient(gradient, expected.gradient, 1e-5);
    }
  });

  it('MoCo is cross-entropy of the positive against the queue', async () => {
    const situation = sources.queue({ weighting: 'uniform' });
    const z = rows.map(unit);
    const dot = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, value, k) => sum + value * b[k], 0) / 0.2;
    const each = z.slice(0, samples).map((q, i) => {
      const logits = [dot(q, z[i + samples]), ...storedRows.map((key) => dot(q, key))];
      return Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[0];
    });
    const { loss } = await countedLoss(situation);
    expect(loss).toBeCloseTo(each.reduce((a, b) => a + b) / samples, 5);
  });

  it('a queue of the batch’s own keys, less the anchor’s sample, is InfoNCE over second views', async () => {
    const keys = rows.slice(samples).map((row) => unit(row).map(Math.fround));
    const numbers = Array.from({ length: samples }, (_, i) => i);
    const queue: Situation = {
      rows,
      kin: [[...numbers, ...numbers]],
      stored: { rows: keys, kin: [numbers] },
      negatives: settings({ from: 'queue', size: samples }),
      temperature: 0.2,
    };
    const over: Situation = {
      rows,
      negatives: settings({ from: 'batch', among: 'other-view' }),
      temperature: 0.2,
    };
    // The batch's loss is the mean of both directions; only the first views are anchors of a queue.
    const swapped = { ...over, rows: [...rows.slice(samples), ...rows.slice(0, samples)] };
    const queueOfFirst: Situation = {
      ...queue,
      rows: swapped.rows,
      stored: {
        rows: rows.slice(0, samples).map((row) => unit(row).map(Math.fround)),
        kin: [numbers],
      },
    };
    const { loss } = await countedLoss(over);
    const directions = [await countedLoss(queue), await countedLoss(queueOfFirst)];
    expect((directions[0].loss + directions[1].loss) / 2).toBeCloseTo(loss, 6);
  });
});

describe('ranks', () => {
  const onlyTies = (counting: Omit<Counting, 'from'>, equal = 6): Situation => ({
    rows: [
      [1, 0],
      [1, 0.2],
    ],
    stored: { rows: Array.from({ length: equal }, () => unit([0.3, 1]).map(Math.fround)) },
    negatives: settings({ ...counting, from: 'queue', size: equal }),
    temperature: 0.5,
  });

  it('of equal negatives as many count as of different ones', async () => {
    const half = onlyTies({ weighting: 'ring', lower: 0, upper: 50 });
    const three = onlyTies({ weighting: 'uniform' }, 3);
    expect((await countedLoss(half)).loss).toBeCloseTo((await countedLoss(three)).loss, 6);
  });

  it('of equal negatives the lower index is harder', async () => {
    // Rows 1 and 2 are equal, and so are their second views: the first of four equal ones counts.
    const equal = [
      [1, 0, 0],
      [0.6, 0.8, 0],
      [0.6, 0.8, 0],
    ];
    const situation: Situation = {
      rows: [...equal, ...equal],
      negatives: settings({ weighting: 'ring', lower: 0, upper: 25 }),
      temperature: 0.5,
    };
    const { gradient } = await countedLoss(situation);
    expect(naiveLoss(situation)).toBeCloseTo((await countedLoss(situation)).loss, 6);
    // Anchors 0 and 3 push row 1 alone; rows 2, 4 and 5 only feel their own anchors.
    const push = gradient.map(([x]) => Math.abs(x));
    expect(push[1]).toBeGreaterThan(push[2] + 0.01);
    expect(push[4]).toBeCloseTo(push[2], 6);
    expect(push[5]).toBeCloseTo(push[2], 6);
  });

  it.each([
    [2, 0],
    [999, 0],
    [1000, 1],
    [1999, 1],
    [2000, 2],
  ])('a thousandth of %i negatives is %i', async (count, dropped) => {
    const queue = (counting: Omit<Counting, 'from'>, size: number): Situation =>
      onlyTies(counting, size);
    const drop = queue({ weighting: 'band', drop: [0, 0.1] }, count);
    const rest = queue({ weighting: 'uniform' }, count - dropped);
    expect((await countedLoss(drop)).loss).toBeCloseTo((await countedLoss(rest)).loss, 5);
  });
});

describe('order', () => {
  const countings: Omit<Counting, 'from'>[] = [
    { weighting: 'ring', lower: 10, upper: 50 },
    { weighting: 'band', drop: [10, 40] },
    { weighting: 'debiased' },
    { weighting: 'hard' },
  ];
  it.each(countings)('permuted samples permute the gradient, %o', async (counting) => {
    const order = [...Random.stream(9, 'order').permutation(samples)];
    const both = [...order, ...order.map((i) => i + samples)];
    const a = await countedLoss(sources['batch with kin'](counting));
    const b = await countedLoss({
      ...sources.batch(counting),
      rows: both.map((i) => rows[i]),
      kin: [both.map((i) => kinOfBatch[i])],
    });
    expect(b.loss).toBeCloseTo(a.loss, 6);
    expectGradient(
      b.gradient,
      both.map((i) => a.gradient[i]),
      1e-5,
    );
  });

  it.each([...countings, { weighting: 'uniform' } as const])(
    'the order of the queue does not matter, %o',
    async (counting) => {
      const a = await countedLoss(sources.queue(counting));
      const turned = { ...sources.queue(counting), stored: { rows: storedRows.toReversed() } };
      const b = await countedLoss(turned);
      expect(b.loss).toBeCloseTo(a.loss, 6);
      expectGradient(b.gradient, a.gradient, 1e-5);
    },
  );
});
