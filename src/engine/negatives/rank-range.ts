// Negatives by percentiles of difficulty: those within a range alone, or those outside it.
import { add, subtract } from '../graph/arithmetic';
import { and, not, or } from '../graph/comparison';
import type { Tensor } from '../graph/tensor';
import type { Comparison } from './comparison';
import { hardest } from './hardest';
import { rankBounds, type PercentRange } from './rank-bounds';

/** Negatives of ranks [int(lower % · N), int(upper % · N)) alone. */
export function keepRange(comparison: Comparison, range: PercentRange): Comparison {
  const { lower, upper, most } = boundsOf(comparison, range);
  const near = range.upper === 100 ? undefined : hardest(comparison, upper, most.upper);
  const far = most.lower > 0 ? not(hardest(comparison, lower, most.lower)) : undefined;
  return narrowed(comparison, [near, far], subtract(upper, lower));
}

/** All negatives but those of ranks [int(lower % · N), int(upper % · N)). */
export function dropRange(comparison: Comparison, range: PercentRange): Comparison {
  const { lower, upper, most } = boundsOf(comparison, range);
  if (most.upper === 0) return comparison;
  const near = most.lower > 0 ? hardest(comparison, lower, most.lower) : undefined;
  // Where all beyond `near` are dropped, `near` says it without a sort to the end.
  const far = near && range.upper === 100 ? undefined : not(hardest(comparison, upper, most.upper));
  const outside = near && far ? or(near, far) : (near ?? far);
  return narrowed(comparison, [outside], add(subtract(comparison.count, upper), lower));
}

function boundsOf({ count, cosines }: Comparison, range: PercentRange) {
  return rankBounds(count, cosines.shape[1], range);
}

/** Negatives that are in all of the masks, bool [anchors, candidates]. */
function narrowed(
  comparison: Comparison,
  masks: readonly (Tensor | undefined)[],
  count: Tensor,
): Comparison {
  const given = masks.filter((mask) => mask !== undefined);
  if (given.length === 0) return comparison;
  const all = comparison.negatives ? [comparison.negatives, ...given] : given;
  return { ...comparison, negatives: all.reduce(and), count };
}
