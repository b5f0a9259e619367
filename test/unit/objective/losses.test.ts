// Every loss against a double loop over its paper's formula, its gradient against differences.
import { describe, expect, it } from 'vitest';
import { expectGradient } from './closeness';
import { graphLoss } from './graph-loss';
import {
  debiased,
  describeSettings,
  differences,
  hard,
  pairedRows,
  uniform,
  type LossSettings,
} from './loss-settings';
import { naiveClampedShare, naiveLoss } from './naive-loss';
import { stableLoss } from './stable-loss';

const settings: LossSettings[] = [
  uniform,
  { ...uniform, temperature: 0.1 },
  { ...uniform, temperature: 5 },
  debiased,
  { ...debiased, tauPlus: 0.02, temperature: 0.2 },
  { ...debiased, tauPlus: 0.5 },
  hard,
  { ...hard, beta: 0.25, temperature: 0.2 },
  { ...hard, beta: 4, tauPlus: 0.05 },
  { ...hard, tauPlus: 0 },
  { ...hard, detach: true },
  { ...hard, beta: 3, temperature: 0.3, detach: true },
];
const shapes = [
  { samples: 2, width: 3, noise: 0.5 },
  { samples: 5, width: 4, noise: 0.1 },
  { samples: 8, width: 6, noise: 1.5 },
];
const cases = settings.flatMap((one) =>
  shapes.map((shape) => ({ name: `${describeSettings(one)}, B ${shape.samples}`, one, shape })),
);

describe('losses', () => {
  it.each(cases)('$name is the double loop over the formula', async ({ one, shape }) => {
    const rows = pairedRows(shape.samples, shape.width, shape.noise);
    const expected = naiveLoss(rows, one);
    const { loss, gradient } = await graphLoss(rows, one);
    expect(Math.abs(loss - expected) / expected).toBeLessThan(1e-5);
    const byDifferences = differences((moved) => naiveLoss(moved, one, rows), rows);
    expectGradient(gradient, byDifferences, 1e-4);
  });

  it.each(cases)('$name agrees in the log domain of the oracle', ({ one, shape }) => {
    const rows = pairedRows(shape.samples, shape.width, shape.noise);
    expect(stableLoss(rows, one)).toBeCloseTo(naiveLoss(rows, one), 10);
  });

  it.each(cases)('$name reports the anchors at the floor', async ({ one, shape }) => {
    const rows = pairedRows(shape.samples, shape.width, shape.noise);
    const { diagnostics } = await graphLoss(rows, one);
    if (one.weighting === 'uniform' || one.tauPlus === 0)
      expect(diagnostics).not.toHaveProperty('clampedAnchors');
    else expect(diagnostics.clampedAnchors).toBeCloseTo(naiveClampedShare(rows, one), 6);
  });

  it('covers free anchors and anchors at the floor', () => {
    const shares = cases
      .filter(({ one }) => one.weighting !== 'uniform' && one.tauPlus > 0)
      .map(({ one, shape: { samples, width, noise } }) =>
        naiveClampedShare(pairedRows(samples, width, noise), one),
      );
    expect(Math.min(...shares)).toBe(0);
    expect(Math.max(...shares)).toBeGreaterThan(0.5);
  });

  it('reports the mean cosine of the positives', async () => {
    const rows = [
      [3, 0],
      [0, 2],
      [1, 0],
      [2, 2],
    ];
    const { diagnostics } = await graphLoss(rows, uniform);
    expect(diagnostics.positiveCosine).toBeCloseTo((1 + Math.SQRT1_2) / 2, 6);
  });
});
