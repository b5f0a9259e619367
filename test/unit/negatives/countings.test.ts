// Every counting with every source of negatives: the loss against loops in float64, the gradient
// against differences of them.
import { describe, expect, it } from 'vitest';
import { differences } from '../objective/loss-settings';
import { expectGradient } from '../objective/closeness';
import { countedLoss } from './counted-loss';
import { naiveLoss } from './naive-counting';
import {
  pairedRows,
  settings,
  someDraws,
  unitRows,
  type Counting,
  type Situation,
} from './situation';

const mix = { weighting: 'mixing', mix_hardest: 4, mix_pairs: 5, mix_anchors: 3 } as const;

const countings: Record<string, Omit<Counting, 'from'>> = {
  uniform: { weighting: 'uniform' },
  debiased: { weighting: 'debiased', tau_plus: 0.1 },
  'hard β 2': { weighting: 'hard', beta: 2, tau_plus: 0.05 },
  'hard, detached': { weighting: 'hard', beta: 1, detach_weights: true },
  'ring 10–60': { weighting: 'ring', lower: 10, upper: 60 },
  'ring 0–1, one negative': { weighting: 'ring', lower: 0, upper: 1 },
  'ring 35–100': { weighting: 'ring', lower: 35, upper: 100 },
  'ring 99–100': { weighting: 'ring', lower: 99, upper: 100 },
  'band keep 0–50': { weighting: 'band', keep: [0, 50] },
  'band keep 30–70': { weighting: 'band', keep: [30, 70] },
  'band drop 0–20': { weighting: 'band', drop: [0, 20] },
  'band drop 20–55': { weighting: 'band', drop: [20, 55] },
  'band drop 40–100': { weighting: 'band', drop: [40, 100] },
  mixing: mix,
  'mixing of pairs alone': { ...mix, mix_anchors: 0 },
  'mixing with the anchor alone': { ...mix, mix_pairs: 0 },
  'mixing of many pairs': { ...mix, mix_pairs: 40 },
  'mixing of more than there are': { ...mix, mix_hardest: 1000 },
};

const rows = pairedRows(6, 5, 'countings');
const storedRows = unitRows(14, 5, 'countings');
const groups = [0, 1, 2, 0, 3, 1, 0, 1, 2, 0, 3, 1];
const sources: Record<string, (counting: Omit<Counting, 'from'>) => Situation> = {
  batch: (counting) => ({ rows, negatives: settings(counting), temperature: 0.3 }),
  'batch, other views': (counting) => ({
    rows,
    negatives: settings({ ...counting, from: 'batch', among: 'other-view' }),
    temperature: 0.3,
  }),
  'batch with kin': (counting) => ({
    rows,
    kin: [groups],
    negatives: settings(counting),
    temperature: 0.3,
  }),
  'batch of pairs of two samples': (counting) => ({
    rows,
    samples: [0, 1, 2, 3, 4, 5, 1, 2, 0, 6, 4, 7],
    negatives: settings(counting),
    temperature: 0.3,
  }),
  queue: (counting) => ({
    rows,
    stored: { rows: storedRows },
    negatives: settings({ ...counting, from: 'queue', size: 14 }),
    temperature: 0.3,
  }),
  'memory bank': (counting) => ({
    rows,
    stored: { rows: storedRows },
    negatives: settings({ ...counting, from: 'memory-bank', size: 14 }),
    temperature: 0.3,
  }),
  'queue with kin': (counting) => ({
    rows,
    kin: [groups],
    stored: { rows: storedRows, kin: [storedRows.map((_, j) => (j < 10 ? j % 5 : 0))] },
    negatives: settings({ ...counting, from: 'queue', size: 14 }),
    temperature: 0.3,
  }),
};

const cases = Object.entries(sources).flatMap(([source, situate]) =>
  Object.entries(countings).map(([name, counting]) => ({
    name: `${source}: ${name}`,
    situation: withDraws(situate(counting)),
  })),
);

function withDraws(situation: Situation): Situation {
  const { negatives } = situation;
  if (negatives.weighting !== 'mixing') return situation;
  const anchors = situation.stored ? situation.rows.length / 2 : situation.rows.length;
  // Ranks that an anchor with fewer negatives does not have are taken modulo their number.
  const sizes = {
    hardest: Math.min(10, negatives.mix_hardest),
    pairs: negatives.mix_pairs,
    mixed: negatives.mix_anchors,
  };
  return { ...situation, draws: someDraws(anchors, sizes) };
}

/** So many that wide ranges are found without a sort. */
const wide = (counting: Omit<Counting, 'from'>): Situation => ({
  ...sources['queue with kin'](counting),
  kin: [groups],
  stored: {
    rows: unitRows(150, 5, 'wide').map((row, j, all) => (j % 10 === 9 ? all[j - 1] : row)),
    kin: [Array.from({ length: 150 }, (_, j) => j % 11)],
  },
});
const wideCases = ['ring 10–60', 'ring 35–100', 'band keep 30–70', 'band drop 20–55'].map(
  (name) => ({ name: `large queue: ${name}`, situation: wide(countings[name]) }),
);

describe('countings', () => {
  it.each([...cases, ...wideCases])(
    '$name: the loss by loops, its gradient by differences',
    async ({ situation }) => {
      const expected = naiveLoss(situation);
      const { loss, gradient } = await countedLoss(situation);
      expect(Math.abs(loss - expected)).toBeLessThanOrEqual(1e-5 * expected);
      // Steps so small that no two negatives change places.
      const moved = differences(
        (at) => naiveLoss({ ...situation, rows: at }, situation.rows),
        situation.rows,
        1e-6,
      );
      expectGradient(gradient, moved, 1e-4);
    },
  );

  it('differ: each has a loss of its own', () => {
    const losses = Object.values(countings).map((counting) =>
      naiveLoss(withDraws(sources.batch(counting))).toFixed(6),
    );
    expect(losses).toEqual([...new Set(losses)]);
  });
});
