// The largest values of each row without a sort: bisection for the value at a rank, and of those that
// are equal to it the first ones.
import { add, multiply, subtract } from '../graph/arithmetic';
import { and, cast, greater, greaterOrEqual, not, or, select } from '../graph/comparison';
import { abs } from '../graph/elementwise';
import { reduceSum } from '../graph/reduction';
import { stopGradient } from '../graph/sources';
import { reduceMax } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { firstOf } from './first-of';

/** What is left of a row's range after so many is below the noise of products in float32. */
const HALVINGS = 26;

/** Below every number that a similarity can be. */
const LOWEST = -3.4e38;

/**
 * bool [rows, n]: which of x [rows, n] are the `rank` largest of their row. Values that lie within
 * 2⁻²⁶ of the row's range of each other are equal, and of equal ones the lower index comes first.
 * `rank`, a scalar or [rows, 1], is nowhere above the number of finite values; −∞ never counts.
 */
export function largest(x: Tensor, rank: Tensor): Tensor {
  const values = stopGradient(x);
  const value = bisect(values, rank, rangeOf(values));
  const above = greater(values, value.high);
  const equal = and(greater(values, value.low), not(above));
  return or(above, firstOf(equal, subtract(rank, countOf(above))));
}

interface Interval {
  readonly low: Tensor;
  readonly high: Tensor;
}

/** Halves the interval so that at least `rank` values lie above `low`, and fewer above `high`. */
function bisect(values: Tensor, rank: Tensor, { low, high }: Interval): Interval {
  for (let i = 0; i < HALVINGS; i++) {
    const middle = multiply(add(low, high), 0.5);
    const enough = greaterOrEqual(countOf(greater(values, middle)), rank);
    low = select(enough, middle, low);
    high = select(enough, high, middle);
  }
  return { low, high };
}

/** From just below the smallest finite value of each row to its largest; 0 where there is none. */
function rangeOf(values: Tensor): Interval {
  const finite = greater(values, LOWEST);
  const top = reduceMax(values, [1]);
  const some = greater(top, LOWEST);
  const negated = reduceMax(select(finite, multiply(values, -1), -Infinity), [1]);
  const high = select(some, top, 0);
  const bottom = multiply(select(some, negated, 0), -1);
  const margin = multiply(add(abs(bottom), abs(high)), 1e-6);
  return { low: subtract(bottom, add(margin, 1e-30)), high };
}

function countOf(mask: Tensor): Tensor {
  return reduceSum(cast(mask, 'float32'), [1]);
}
