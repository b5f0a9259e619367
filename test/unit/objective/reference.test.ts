// Agreement with implementations in PyTorch, and with formulas of papers written in it: the figures
// of folder reference/, in float64, by bench/peers/reference_losses.py.
import { describe, expect, it } from 'vitest';
import { expectGradient } from './closeness';
import { lossOf } from './graph-loss';
import { readReferences, type ReferenceCase } from './reference-case';

/** Relative to the loss; where it is near 0, 10⁻⁶, some units of the last place of what cancels. */
const VALUE = 1e-5;
const LEAST_VALUE = 0.1;

/** Relative to the largest element. */
const GRADIENT = 1e-4;

/**
 * Where all rows lie within 10⁻³ of each other a softmax pulls along differences of unit rows,
 * which float32 has rounded by some 10⁻⁷ each: 10⁻⁴ of the differences. PyTorch's own float32 is
 * 2.4 · 10⁻⁴ away from its float64 on these rows, and 0.6 where negatives are chosen by rank, for
 * it cannot order the cosines. Objectives on distances take the mean row off before they round, and
 * hold the bound above.
 */
const GRADIENT_OF_NEAR_ROWS = 4e-4;

const distances: ReadonlySet<string> = new Set([
  'triplet',
  'lifted',
  'contrastive',
  'align-uniform',
]);

function gradientTolerance({ family, input }: ReferenceCase): number {
  return input.includes('near') && !distances.has(family) ? GRADIENT_OF_NEAR_ROWS : GRADIENT;
}

describe('agreement with PyTorch', () => {
  const cases = readReferences().map((one) => [one.family, one.name, one] as const);

  it.each(cases)('%s: %s', async (_family, _name, one) => {
    const { loss, gradient } = await lossOf(one.batch, one.config);
    const scale = Math.max(Math.abs(one.loss), LEAST_VALUE);
    expect(Math.abs(loss - one.loss) / scale).toBeLessThanOrEqual(VALUE);
    expectGradient(gradient, one.gradient, gradientTolerance(one));
  });
});
