// Closed forms against the losses of training: values, and gradients by automatic differentiation.
import { describe, expect, it } from 'vitest';
import type { AnchorMix } from '../../../src/engine/explain/mixing';
import {
  drawMixing,
  MIX,
  type MixFeeds,
  type MixSizes,
} from '../../../src/engine/negatives/mix-draws';
import { Random } from '../../../src/engine/random/random';
import { expectGradient } from '../objective/closeness';
import { lossConfig, lossOf, type Batch } from '../objective/graph-loss';
import { pairedRows, type LossConfig } from '../objective/loss-settings';
import { explanations, totalOf } from './plain-batch';

const rows = pairedRows(6, 4, 0.4);
const near = pairedRows(6, 4, 0.02);
/** All within a thousandth. */
const close = rows.map((row) => row.map((value, k) => Math.fround(3 * (k + 1) + value / 1e3)));
const stored = pairedRows(5, 4, 0.5, 'stored').map((row) =>
  row.map((value) => Math.fround(value / Math.hypot(...row))),
);
const classes = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2];
const uneven = [0, 1, 2, 0, 1, 0, 0, 1, 2, 0, 1, 0];
const kin = [[0, 0, 2, 3, 4, 5, 0, 0, 2, 3, 4, 5]];

interface Case {
  readonly name: string;
  readonly config: LossConfig;
  readonly batch: Batch;
  readonly negativesTwice?: boolean;
}

const plain = { name: 'info-nce', temperature: 0.5 } as const;
const supcon = { name: 'supcon' as const, temperature: 0.3 };
const triplet = { name: 'triplet', mining: 'all', average: 'all' } as const;

const countings: Case[] = [
  ['uniform', {}],
  ['other views', { among: 'other-view' }],
  ['debiased', { weighting: 'debiased', tau_plus: 0.05 }],
  ['debiased at its floor', { weighting: 'debiased', tau_plus: 0.7 }],
  ['hard', { weighting: 'hard', tau_plus: 0.05, beta: 1.5 }],
  ['hard, detached', { weighting: 'hard', tau_plus: 0.02, beta: 1.5, detach_weights: true }],
  ['hard, partly at its floor', { weighting: 'hard', tau_plus: 0.4, beta: 1 }],
  ['ring', { weighting: 'ring', lower: 10, upper: 60 }],
  ['keep', { weighting: 'band', keep: [20, 70] }],
  ['drop', { weighting: 'band', drop: [0, 25] }],
].flatMap(([name, negatives]) => {
  const config = (objective: Parameters<typeof lossConfig>[0]): LossConfig =>
    lossConfig(objective, negatives as Parameters<typeof lossConfig>[1]);
  return [
    { name: `info-nce, ${name as string}`, config: config(plain), batch: { rows } },
    { name: `info-nce, ${name as string}, kin`, config: config(plain), batch: { rows, kin } },
    {
      name: `decoupled, ${name as string}`,
      config: config({ name: 'decoupled' }),
      batch: { rows },
    },
    {
      name: `supcon, ${name as string}`,
      config: config(supcon),
      batch: { rows, classes: uneven },
    },
  ];
});

const objectives: Case[] = [
  { name: 'info-nce, near twins', config: lossConfig(plain), batch: { rows: near } },
  {
    name: 'info-nce, stored',
    config: lossConfig(plain),
    batch: { rows, stored: { rows: stored } },
  },
  {
    name: 'hard, stored',
    config: lossConfig(plain, { weighting: 'hard', tau_plus: 0.05 }),
    batch: { rows, stored: { rows: stored } },
  },
  {
    name: 'supcon, stored with classes',
    config: lossConfig(supcon),
    batch: { rows, classes, stored: { rows: stored, classes: [0, 1, 5, 0, 2, 5, 5, 1, 0, 0] } },
  },
  {
    name: 'info-nce, memory bank',
    config: lossConfig(plain, { from: 'memory-bank' }),
    batch: { rows, stored: { rows: stored } },
  },
  {
    name: 'supcon, in',
    config: lossConfig({ ...supcon, form: 'in' as const, base_temperature: 0.07 }),
    batch: { rows, classes: uneven },
  },
  {
    name: 'supcon, single rows, some without positives',
    config: lossConfig(supcon),
    batch: { rows, twins: false, classes: [0, 0, 1, 1, 2, 3, 4, 5, 0, 1, 6, 7] },
  },
  { name: 'n-pair', config: lossConfig({ name: 'n-pair', l2: 0.1 }), batch: { rows } },
  { name: 'triplet', config: lossConfig({ ...triplet, margin: 0.3 }), batch: { rows } },
  {
    name: 'triplet, soft, euclidean, classes',
    config: lossConfig({ ...triplet, soft_margin: true, distance: 'euclidean' as const }),
    batch: { rows, classes },
  },
  {
    name: 'triplet, batch-hard',
    config: lossConfig({ ...triplet, mining: 'batch-hard' as const, margin: 0.4 }),
    batch: { rows, twins: false, classes },
  },
  { name: 'contrastive', config: lossConfig({ name: 'contrastive' }), batch: { rows } },
  {
    name: 'contrastive, classes',
    config: lossConfig({ name: 'contrastive', margin: 1.3 }),
    batch: { rows, classes },
  },
  ...(['smooth', 'max'] as const).map((form) => ({
    name: `lifted, ${form}`,
    config: lossConfig({ name: 'lifted', form }),
    batch: { rows, classes },
    negativesTwice: true,
  })),
];

/** One pair for each row, of which half are alike: every anchor has a mean of its own. */
const listed = {
  first: [0, 2, 4, 6, 8, 10],
  second: [1, 3, 5, 7, 9, 11],
  similar: [1, 0, 1, 0, 1, 0],
};

describe('explanations of all anchors add up to the loss of training', () => {
  it.each([...countings, ...objectives])('$name', async ({ config, batch, negativesTwice }) => {
    const { loss, gradient } = await lossOf(batch, config);
    const total = totalOf(batch, config, negativesTwice);
    expect(Math.abs(total.loss - loss)).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(loss)));
    expectGradient(total.gradient, gradient, 1e-4);
  });

  it.each([
    ['ring', lossConfig(plain, { weighting: 'ring', lower: 10, upper: 60 })],
    ['drop', lossConfig(plain, { weighting: 'band', drop: [0, 25] })],
  ])('%s, of rows whose cosines are all 1 but for rounding', async (_, config) => {
    const batch = { rows: close };
    const { gradient } = await lossOf(batch, config);
    expectGradient(totalOf(batch, config).gradient, gradient, 1e-3);
  });

  it('single rows are refused where negatives are of the other view', () => {
    const config = lossConfig(supcon, { among: 'other-view' });
    expect(() => totalOf({ rows, twins: false, classes }, config)).toThrow(
      /no other view: leave out negatives.among/,
    );
  });

  it('contrastive, pairs of a list', async () => {
    const config = lossConfig({ name: 'contrastive', margin: 1.5 });
    const batch = { rows, pairs: listed };
    const { loss, gradient } = await lossOf(batch, config);
    // Half of the anchors have a similar pair, half another: each kind has a mean of its own.
    const total = totalOf(batch, config);
    expect(2 * total.loss).toBeCloseTo(loss, 6);
    expectGradient(
      total.gradient.map((row) => row.map((slope) => 2 * slope)),
      gradient,
      1e-4,
    );
  });

  it('align-uniform: the batch takes the logarithm of the mean over anchors', async () => {
    const config = lossConfig({ name: 'align-uniform', align_weight: 0 });
    const { loss } = await lossOf({ rows }, config);
    const shares = explanations({ rows }, config).map((one) => Math.exp(one.loss));
    const uniformity = [shares.slice(0, 6), shares.slice(6)].map((view) =>
      Math.log(view.reduce((sum, share) => sum + share, 0) / 6),
    );
    expect((uniformity[0] + uniformity[1]) / 2).toBeCloseTo(loss, 5);
  });

  it('align-uniform: alignment is the mean of the anchors’', async () => {
    const config = lossConfig({ name: 'align-uniform', alpha: 1, uniform_weight: 0 });
    const { loss, gradient } = await lossOf({ rows }, config);
    const total = totalOf({ rows }, config);
    expect(total.loss).toBeCloseTo(loss, 5);
    expectGradient(total.gradient, gradient, 1e-4);
  });

  it.each(['batch', 'other views', 'stored'])('mixing, negatives from %s', async (from) => {
    const config = lossConfig(plain, {
      ...(from === 'other views' && { among: 'other-view' }),
      ...{ weighting: 'mixing', mix_hardest: 4, mix_pairs: 3, mix_anchors: 2, mix_after: 0 },
    });
    const batch = { rows, ...(from === 'stored' && { stored: { rows: stored } }) };
    const anchors = from === 'stored' ? 6 : 12;
    const sizes = { anchors, hardest: 4, pairs: 3, mixed: 2 };
    const feeds = drawMixing(Random.stream(3, 'mix'), sizes);
    const mixes = Array.from({ length: anchors }, (_, anchor) => mixOf(feeds, sizes, anchor));
    const all = explanations(batch, config, mixes);
    const { loss } = await lossOf({ ...batch, feeds }, config);
    expect(all.reduce((sum, one) => sum + one.loss, 0) / anchors).toBeCloseTo(loss, 5);
    const candidates = from === 'stored' ? 10 : 12;
    for (const { negatives } of all)
      expect([...negatives.index].filter((index) => index >= candidates).sort()).toEqual(
        [0, 1, 2, 3, 4].map((synthetic) => candidates + synthetic),
      );
  });
});

function mixOf(feeds: MixFeeds, { hardest, pairs, mixed }: MixSizes, anchor: number): AnchorMix {
  const at = (name: keyof MixFeeds, place: number): number => feeds[name][place];
  const [p, m] = [anchor * pairs, anchor * mixed];
  return {
    hardest,
    pairs: Array.from({ length: pairs }, (_, i) => ({
      first: at(MIX.first, p + i),
      second: at(MIX.second, p + i),
      alpha: at(MIX.alpha, p + i),
    })),
    anchors: Array.from({ length: mixed }, (_, i) => ({
      rank: at(MIX.rank, m + i),
      beta: at(MIX.beta, m + i),
    })),
  };
}
