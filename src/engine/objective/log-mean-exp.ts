// log of the mean of eˣ.
import { add, divide, multiply, subtract } from '../graph/arithmetic';
import { cast, greater, select } from '../graph/comparison';
import { exp, logOnePlus } from '../graph/elementwise';
import { reduceSum } from '../graph/reduction';
import { filled, withGradient } from '../graph/sources';
import { reduceMax } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';

/**
 * log of the mean of eˣ over what is meant. It keeps its digits where every x is near 0, as they are
 * where all rows are near each other: e^x − 1 and log(1 + w) by their series there.
 */
export function logMeanExp(x: Tensor, among: Tensor): Tensor {
  const share = divide(1, reduceSum(cast(among, 'float32'), undefined, false));
  const largest = reduceMax(select(among, x, -Infinity), undefined, false);
  const below = select(among, subtract(x, largest), 0);
  const total = reduceSum(reduceSum(expMinusOne(below), [1]), undefined, false);
  const value = add(largest, logOnePlus(multiply(total, share)));
  const slope = select(among, multiply(exp(subtract(x, value)), share), 0);
  return withGradient(value, [x], (g) => [multiply(slope, g)]);
}

/** Where the direct way would cancel. */
const SMALL = 0.03;

/** eˣ − 1 for x ≤ 0. */
function expMinusOne(x: Tensor): Tensor {
  return select(greater(x, -SMALL), polynomial(x, [1, 1 / 2, 1 / 6, 1 / 24]), subtract(exp(x), 1));
}

/** c₀ x + c₁ x² + … */
function polynomial(x: Tensor, coefficients: readonly number[]): Tensor {
  return coefficients.reduceRight<Tensor>((sum, c) => multiply(x, add(sum, c)), filled(0, []));
}
