// The largest values of each row without a sort: bisection for the value at a rank, and then for
// the index among those that are equal.
import { add, multiply, subtract } from '../graph/arithmetic';
import { and, cast, greater, greaterOrEqual, not, or, select } from '../graph/comparison';
import { abs } from '../graph/elementwise';
import { reduceSum } from '../graph/reduction';
import { constant, scalar, stopGradient } from '../graph/sources';
import { reduceMax } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';

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
  const value = bisect(values, rank, rangeOf(values), HALVINGS);
  const above = greater(values, value.high);
  const equal = and(greater(values, value.low), not(above));
  const missing = subtract(rank, countOf(above));
  const [, n] = x.shape;
  const earliness = constant(
    Float32Array.from({ length: n }, (_, index) => -index),
    [1, n],
  );
  const keys = select(equal, earliness, LOWEST);
  const all = { low: scalar(-n - 1), high: scalar(0) };
  const key = bisect(keys, missing, all, Math.ceil(Math.log2(n + 1)) + 1);
  return or(above, and(greater(keys, key.low), greater(missing, 0)));
}

interface Interval {
  readonly low: Tensor;
  readonly high: Tensor;
}

/** Halves the interval so that at least `rank` values lie above `low`, and fewer above `high`. */
function bisect(values: Tensor, rank: Tensor, { low, high }: Interval, halvings: number): Interval {
  for (let i = 0; i < halvings; i++) {
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
