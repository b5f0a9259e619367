// All positives of each anchor as one: their sum and their mean, in the log domain.
import { add, divide, maximum, multiply, subtract } from '../graph/arithmetic';
import { cast, greater, select } from '../graph/comparison';
import { exp, log } from '../graph/elementwise';
import { reduceSum } from '../graph/reduction';
import { concat } from '../graph/slicing';
import { stopGradient, withGradient } from '../graph/sources';
import { reduceMax } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { InputError } from '../input-error';
import type { Comparison } from '../negatives/comparison';

/** Every tensor is [anchors, 1], and finite: an anchor without positives has 0 in each. */
export interface PositiveSet {
  /** Whether the anchor has a positive, bool. */
  readonly some: Tensor;
  /** |P| */
  readonly count: Tensor;
  /** log Σₚ exp(sₚ / t) */
  readonly logSum: Tensor;
  /** log Σₚ exp(sₚ / t) − (1 / |P|) Σₚ sₚ / t: log |P| where all are equally near; else more. */
  readonly logSumOverMean: Tensor;
  /** (1 / |P|) Σₚ sₚ */
  readonly meanSimilarity: Tensor;
}

/**
 * The other view and the further positives of a comparison.
 * @throws InputError where rows are single and no class is known.
 */
export function positiveSet(comparison: Comparison, temperature: number): PositiveSet {
  const similarities = positiveSimilarities(comparison);
  const chosen = greater(similarities, -3.4e38);
  const count = reduceSum(cast(chosen, 'float32'), [1]);
  const some = greater(count, 0);
  // Differences from the nearest are small where the positives are alike, and then exact.
  const nearest = stopGradient(select(some, reduceMax(similarities, [1]), 0));
  const below = subtract(similarities, nearest);
  const exponentials = exp(multiply(below, 1 / temperature));
  const sum = select(some, reduceSum(exponentials, [1]), 1);
  const atLeastOne = maximum(count, 1);
  const meanBelow = divide(reduceSum(select(chosen, below, 0), [1]), atLeastOne);
  // ∂/∂sₚ = (eₚ / Σ e − 1 / |P|) / t as one fraction: exactly 0 where the positives are equal.
  const excess = subtract(multiply(exponentials, atLeastOne), sum);
  const slope = divide(select(chosen, excess, 0), multiply(multiply(sum, atLeastOne), temperature));
  return {
    some,
    count,
    logSum: add(divide(nearest, temperature), log(sum)),
    logSumOverMean: withGradient(
      subtract(log(sum), divide(meanBelow, temperature)),
      [similarities],
      (g) => [multiply(g, slope)],
    ),
    meanSimilarity: add(nearest, meanBelow),
  };
}

/** [anchors, candidates of which some are positives]: −∞ where one is none. */
function positiveSimilarities({ positive, positives, cosines }: Comparison): Tensor {
  const all = [
    ...(positive ? [positive] : []),
    ...(positives ? [select(positives, cosines, -Infinity)] : []),
  ];
  if (all.length > 0) return concat(all, 1);
  throw new InputError(
    'no row has a positive: the rows are single and their classes are unknown; give labels or two views of each sample.',
  );
}
