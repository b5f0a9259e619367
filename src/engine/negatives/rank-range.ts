// Negatives by percentiles of difficulty: those within a range alone, or those outside it.
import { add, subtract } from '../graph/arithmetic';
import { and, not } from '../graph/comparison';
import { gatherElements } from '../graph/indexing';
import type { Tensor } from '../graph/tensor';
import type { Comparison, Counted } from './comparison';
import { hardestFirst, ofRanks, placesWithin, sortPays, type RankRange } from './hardest';
import { rankBounds, type PercentRange } from './rank-bounds';

/** Negatives of ranks [int(lower % · N), int(upper % · N)) alone. */
export function keepRange(comparison: Comparison, range: PercentRange): Counted {
  const { lower, upper, most } = boundsOf(comparison, range);
  const count = subtract(upper, lower);
  const near = most.lower > 0;
  const ranks = near ? { lower, upper } : { upper };
  if (range.upper === 100) {
    if (!near) return comparison;
    return narrowed(comparison, not(ofRanks(comparison, { upper: lower }, most.lower)), count);
  }
  if (sortPays(comparison.cosines.shape[1], most.upper))
    return hardestAlone(comparison, ranks, { most: most.upper, count });
  return narrowed(comparison, ofRanks(comparison, ranks, most.upper), count);
}

/** All negatives but those of ranks [int(lower % · N), int(upper % · N)). */
export function dropRange(comparison: Comparison, range: PercentRange): Counted {
  const { lower, upper, most } = boundsOf(comparison, range);
  if (most.upper === 0) return comparison;
  const count = add(subtract(comparison.count, upper), lower);
  const near = most.lower > 0;
  // Where all beyond the near ones are dropped, those say it without a sort to the end.
  if (near && range.upper === 100)
    return hardestAlone(comparison, { upper: lower }, { most: most.lower, count });
  const dropped = ofRanks(comparison, near ? { lower, upper } : { upper }, most.upper);
  return narrowed(comparison, not(dropped), count);
}

function boundsOf({ count, cosines }: Comparison, range: PercentRange) {
  return rankBounds(count, cosines.shape[1], range);
}

/** The negatives that are in the mask too, bool [anchors, candidates]. */
function narrowed({ cosines, negatives }: Comparison, mask: Tensor, count: Tensor): Counted {
  return { cosines, negatives: negatives ? and(negatives, mask) : mask, count };
}

/** Of few that are kept the cosines alone are gone on with, for each anchor those of its own. */
function hardestAlone(
  comparison: Comparison,
  ranks: RankRange,
  { most, count }: { most: number; count: Tensor },
): Counted {
  const cosines = gatherElements(comparison.cosines, hardestFirst(comparison, most));
  return { cosines, negatives: placesWithin(ranks, most), count };
}
