// Percentiles as ranks: how many of an anchor's N negatives lie below a percentile, for any N.
import { add, divide, maximum, minimum, multiply } from '../graph/arithmetic';
import { cast } from '../graph/comparison';
import { floor } from '../graph/elementwise';
import { gather } from '../graph/indexing';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';

/** Percentiles of each anchor's own negatives, 0 … 100; 0 is the hardest. */
export interface PercentRange {
  readonly lower: number;
  /** A scalar tensor where it changes while training. */
  readonly upper: number | Tensor;
  /** Whether a range that is not empty holds at least one negative of an anchor that has some. */
  readonly atLeastOne: boolean;
}

/** Ranks [lower, upper), each a scalar or [anchors, 1]; whole numbers as float32. */
export interface RankBounds {
  readonly lower: Tensor;
  readonly upper: Tensor;
  /** No anchor has more negatives below them. */
  readonly most: { readonly lower: number; readonly upper: number };
}

/**
 * [int(lower % · N), int(upper % · N)) for anchors of `count` negatives, N ≤ `candidates`. What
 * does not change is worked out in float64 for every N that can be, and looked up.
 */
export function rankBounds(count: Tensor, candidates: number, range: PercentRange): RankBounds {
  const { lower, upper, atLeastOne } = range;
  const least = (n: number): number =>
    atLeastOne && n > 0 && rankAt(100, n) > rankAt(lower, n) ? rankAt(lower, n) + 1 : 0;
  const table = (rank: (n: number) => number): Tensor => lookUp(count, candidates, rank);
  if (typeof upper === 'number') {
    const last = (n: number): number => Math.max(rankAt(upper, n), upper > lower ? least(n) : 0);
    return {
      lower: table((n) => Math.min(rankAt(lower, n), last(n))),
      upper: table(last),
      most: { lower: rankAt(lower, candidates), upper: last(candidates) },
    };
  }
  // A thousandth of a rank for what the product loses in float32.
  const changing = floor(add(divide(multiply(upper, count), 100), 1e-3));
  return {
    lower: table((n) => rankAt(lower, n)),
    upper: minimum(maximum(changing, table(least)), count),
    most: { lower: rankAt(lower, candidates), upper: candidates },
  };
}

/** int(percent % · N); a product that rounding leaves just below a whole number is that number. */
export function rankAt(percent: number, count: number): number {
  return Math.floor(((percent * count) / 100) * (1 + 1e-12));
}

function lookUp(count: Tensor, candidates: number, rank: (n: number) => number): Tensor {
  const ranks = Float32Array.from({ length: candidates + 1 }, (_, n) => rank(n));
  return gather(constant(ranks), cast(count, 'int64'));
}
