// What must hold between ways of mining triplets.
import { describe, expect, it } from 'vitest';
import { input, scalar } from '../../../src/engine/graph/sources';
import { tripletSum } from '../../../src/engine/objective/triplet-sum';
import { Random } from '../../../src/engine/random/random';
import { expectGradient } from './closeness';
import { lossConfig, lossOf, type Batch } from './graph-loss';
import { pairedRows, type LossConfig } from './loss-settings';
import { naiveTriplet } from './naive-triplet';

const batch: Batch = {
  rows: pairedRows(6, 5, 0.7, 'triplet'),
  classes: [0, 1, 0, 2, 1, 0, 0, 1, 0, 2, 1, 0],
};

type Triplet = Extract<LossConfig['objective'], { name: 'triplet' }>;

function config(settings: Partial<Triplet>): LossConfig {
  return lossConfig({
    distance: 'euclidean',
    average: 'all',
    mining: 'all',
    ...settings,
    name: 'triplet',
  });
}

describe('triplets', () => {
  it('all, with a margin above every gap, are the mean of d⁺ − d⁻ + margin', async () => {
    const { diagnostics, loss, gradient } = await lossOf(
      { rows: batch.rows },
      config({ margin: 5 }),
    );
    expect(diagnostics.activeTriplets).toBe(1);
    const { positiveDistance, negativeDistance } = diagnostics;
    expect(loss).toBeCloseTo(positiveDistance - negativeDistance + 5, 5);
    const other = await lossOf({ rows: batch.rows }, config({ margin: 7 }));
    expect(other.loss).toBeCloseTo(loss + 2, 5);
    expectGradient(other.gradient, gradient, 1e-6);
  });

  it('with a soft margin are above the hinge, by log 2 at most, and near it far from the corner', async () => {
    const hinge = await lossOf(batch, config({ margin: 0.2 }));
    const soft = await lossOf(batch, config({ margin: 0.2, soft_margin: true }));
    expect(soft.loss).toBeGreaterThan(hinge.loss);
    expect(soft.loss).toBeLessThan(hinge.loss + Math.LN2);
    const [far, farSoft] = [
      await lossOf(batch, config({ margin: 30 })),
      await lossOf(batch, config({ margin: 30, soft_margin: true })),
    ];
    expect(farSoft.loss).toBeCloseTo(far.loss, 5);
    expectGradient(farSoft.gradient, far.gradient, 1e-5);
  });

  it('hard, semi-hard and easy ones are all, once each', async () => {
    const of = async (mining: Triplet['mining']) => {
      const { loss, diagnostics } = await lossOf(
        batch,
        config({ mining, margin: 0.4, average: 'non-zero' }),
      );
      return { loss, share: diagnostics.activeTriplets };
    };
    const [all, hard, semi, easy] = [
      await of('all'),
      await of('hard'),
      await of('semi-hard'),
      await of('easy'),
    ];
    expect(hard.share).toBeGreaterThan(0);
    expect(semi.share).toBeGreaterThan(0);
    expect(easy).toEqual({ loss: 0, share: 0 });
    expect(hard.share + semi.share).toBeCloseTo(all.share, 6);
    expect(hard.loss * hard.share + semi.loss * semi.share).toBeCloseTo(all.loss * all.share, 6);
  });

  it('tell the share of those with a loss', async () => {
    const settings = config({ margin: 0.3 });
    const { diagnostics } = await lossOf(batch, settings);
    const { active } = naiveTriplet(batch, settings);
    expect(active).toBeGreaterThan(0.1);
    expect(active).toBeLessThan(0.9);
    expect(diagnostics.activeTriplets).toBeCloseTo(active, 6);
  });

  it('the hardest of each anchor cost no less than all on average', async () => {
    const all = await lossOf(batch, config({ margin: 0.3 }));
    const hardest = await lossOf(batch, config({ margin: 0.3, mining: 'batch-hard' }));
    expect(hardest.loss).toBeGreaterThan(all.loss);
  });

  it.each([false, true])('in great number are summed all the same, soft: %s', async (soft) => {
    const rows = pairedRows(105, 3, 0.5, 'blocks');
    const many: Batch = { rows, twins: false, classes: rows.map((_, row) => row % 4) };
    // More than the soft margin works out at once.
    expect(rows.length ** 3).toBeGreaterThan(2 * 2 ** 22);
    const settings = config({ margin: 0.3, soft_margin: soft });
    const { loss, gradient } = await lossOf(many, settings);
    expect(Math.abs(loss - naiveTriplet(many, settings).loss)).toBeLessThan(1e-5 * loss);
    const order = [...Random.stream(5, 'order').permutation(rows.length)];
    const permuted = await lossOf(
      {
        twins: false,
        rows: order.map((i) => rows[i]),
        classes: order.map((i) => many.classes![i]),
      },
      settings,
    );
    expectGradient(
      permuted.gradient,
      order.map((i) => gradient[i]),
      1e-5,
    );
  });

  it('that would take minutes are refused, and what to set instead is said', () => {
    const side = { distances: input('d', [4096, 4096]), among: input('m', [4096, 4096], 'bool') };
    const scale = { kind: 'euclidean', radius: scalar(1) } as const;
    expect(() => tripletSum(side, side, { margin: 0, soft: true, gaps: 'all', scale })).toThrow(
      /68719476736 triplets.*soft_margin to false/,
    );
  });
});
