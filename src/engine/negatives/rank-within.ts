// Ranks that are too high for an anchor, taken modulo the number of its negatives.
import { add, divide, multiply, subtract } from '../graph/arithmetic';
import { greater, greaterOrEqual, select } from '../graph/comparison';
import { floor } from '../graph/elementwise';
import type { Tensor } from '../graph/tensor';

/**
 * rank mod available, in [0, available): whole numbers below 2²⁴ as float32. A graphics card may
 * divide less exactly than the last digit, which is made good afterwards.
 */
export function rankWithin(rank: Tensor, available: Tensor): Tensor {
  const rest = subtract(rank, multiply(floor(divide(rank, available)), available));
  const notNegative = select(greater(0, rest), add(rest, available), rest);
  return select(
    greaterOrEqual(notNegative, available),
    subtract(notNegative, available),
    notNegative,
  );
}
