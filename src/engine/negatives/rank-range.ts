// Negatives by percentiles of difficulty: those within a range alone, or those outside it.
import { and, not } from '../graph/comparison';
import { gatherElements } from '../graph/indexing';
import type { Tensor } from '../graph/tensor';
import type { Comparison, Counted } from './comparison';
import {
  hardestFirst,
  ofRanks,
  placesWithin,
  sortPays,
  type MostRanks,
  type RankRange,
} from './hardest';
import { rankBounds, type PercentRange } from './rank-bounds';

/** Negatives of ranks [int(lower % · N), int(upper % · N)) alone. */
export function keepRange(comparison: Comparison, range: PercentRange): Counted {
  const { ranks, most } = boundsOf(comparison, range);
  const { lower } = ranks;
  if (range.upper !== 100) return keepRanks(comparison, ranks, most);
  return lower ? dropRanks(comparison, { upper: lower }, upToLower(most)) : comparison;
}

/** All negatives but those of ranks [int(lower % · N), int(upper % · N)). */
export function dropRange(comparison: Comparison, range: PercentRange): Counted {
  const { ranks, most } = boundsOf(comparison, range);
  const { lower } = ranks;
  if (most.upper === 0) return comparison;
  // Where all beyond the near ones are dropped, those say it without a sort to the end.
  if (lower && range.upper === 100) return keepRanks(comparison, { upper: lower }, upToLower(most));
  return dropRanks(comparison, ranks, most);
}

function boundsOf({ count, cosines }: Comparison, range: PercentRange) {
  const { lower, upper, most } = rankBounds(count, cosines.shape[1], range);
  const ranks: RankRange = most.lower > 0 ? { lower, upper } : { upper };
  return { ranks, most };
}

const upToLower = ({ lower }: MostRanks): MostRanks => ({ lower: 0, upper: lower });

/** Of few that are kept the cosines alone are gone on with, for each anchor those of its own. */
function keepRanks(comparison: Comparison, ranks: RankRange, most: MostRanks): Counted {
  const { cosines } = comparison;
  if (!sortPays(cosines.shape[1], most.upper))
    return narrowed(comparison, ofRanks(comparison, ranks, most));
  return {
    cosines: gatherElements(cosines, hardestFirst(comparison, most.upper)),
    negatives: placesWithin(ranks, most.upper),
  };
}

function dropRanks(comparison: Comparison, ranks: RankRange, most: MostRanks): Counted {
  return narrowed(comparison, not(ofRanks(comparison, ranks, most)));
}

/** The negatives that are in the mask too, bool [anchors, candidates]. */
function narrowed({ cosines, negatives }: Comparison, mask: Tensor): Counted {
  return { cosines, negatives: negatives ? and(negatives, mask) : mask };
}
