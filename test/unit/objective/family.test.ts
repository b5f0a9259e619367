// The objectives of the InfoNCE family against double loops over their papers' formulas, their
// gradients against differences.
import { describe, expect, it } from 'vitest';
import { expectGradient } from './closeness';
import { bankCases, familyCases } from './family';
import { lossOf } from './graph-loss';
import { differences } from './loss-settings';
import { naiveObjective } from './naive-objective';
import { stableObjective } from './stable-objective';

const cases = [...familyCases, ...bankCases];

describe('the InfoNCE family', () => {
  it.each(cases)('$name, by the double loop', async ({ batch, config }) => {
    const expected = naiveObjective(batch, config);
    const { loss, gradient } = await lossOf(batch, config);
    expect(Math.abs(loss - expected)).toBeLessThan(1e-5 * Math.max(0.1, Math.abs(expected)));
    const byDifferences = differences(
      (rows) => naiveObjective({ ...batch, rows }, config, batch.rows),
      batch.rows,
    );
    expectGradient(gradient, byDifferences, 1e-4);
  });

  it.each(cases)('$name, in the log domain of the oracle', ({ batch, config }) => {
    expect(stableObjective(batch, config)).toBeCloseTo(naiveObjective(batch, config), 10);
  });
});
