// Negatives by percentiles of difficulty: those within a range alone, or those outside it.
import { add, subtract } from '../graph/arithmetic';
import { and, not } from '../graph/comparison';
import type { Tensor } from '../graph/tensor';
import type { Comparison } from './comparison';
import { ofRanks } from './hardest';
import { rankBounds, type PercentRange } from './rank-bounds';

/** Negatives of ranks [int(lower % · N), int(upper % · N)) alone. */
export function keepRange(comparison: Comparison, range: PercentRange): Comparison {
  const { lower, upper, most } = boundsOf(comparison, range);
  const count = subtract(upper, lower);
  const near = most.lower > 0;
  if (range.upper !== 100) {
    const kept = ofRanks(comparison, near ? { lower, upper } : { upper }, most.upper);
    return narrowed(comparison, kept, count);
  }
  if (!near) return comparison;
  return narrowed(comparison, not(ofRanks(comparison, { upper: lower }, most.lower)), count);
}

/** All negatives but those of ranks [int(lower % · N), int(upper % · N)). */
export function dropRange(comparison: Comparison, range: PercentRange): Comparison {
  const { lower, upper, most } = boundsOf(comparison, range);
  if (most.upper === 0) return comparison;
  const count = add(subtract(comparison.count, upper), lower);
  const near = most.lower > 0;
  // Where all beyond the near ones are dropped, those say it without a sort to the end.
  if (near && range.upper === 100)
    return narrowed(comparison, ofRanks(comparison, { upper: lower }, most.lower), count);
  const dropped = ofRanks(comparison, near ? { lower, upper } : { upper }, most.upper);
  return narrowed(comparison, not(dropped), count);
}

function boundsOf({ count, cosines }: Comparison, range: PercentRange) {
  return rankBounds(count, cosines.shape[1], range);
}

/** The negatives that are in the mask too, bool [anchors, candidates]. */
function narrowed(comparison: Comparison, mask: Tensor, count: Tensor): Comparison {
  const { negatives } = comparison;
  return { ...comparison, negatives: negatives ? and(negatives, mask) : mask, count };
}
