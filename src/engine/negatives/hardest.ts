// The hardest negatives of each anchor: those most similar to it. Of equal similarities the one of
// lower index is harder.
import { and, greater, not, select } from '../graph/comparison';
import { scatterAddElements, topK } from '../graph/indexing';
import { broadcastTo } from '../graph/reduction';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import type { Comparison } from './comparison';
import type { RankBounds } from './rank-bounds';
import { largest } from './rank-threshold';

/** Up to this share of the candidates a sort is cheaper than bisection (ONNX Runtime, one core). */
const SORTED_SHARE = 0.05;
/** As few candidates as this are always sorted. */
const FEW = 64;

/**
 * Candidates from the hardest negative on, int64 [anchors, k]; those that are no negatives of the
 * anchor come last.
 */
export function hardestFirst(comparison: Comparison, k: number): Tensor {
  return topK(scores(comparison), k);
}

/** Ranks that no bound lies above. */
export type MostRanks = RankBounds['most'];

/** Ranks [lower, upper), each a scalar or [anchors, 1]; from 0 where there is no `lower`. */
export interface RankRange {
  readonly lower?: Tensor;
  readonly upper: Tensor;
}

/** Whether so many of the hardest are found faster by a sort than by bisection. */
export function sortPays(candidates: number, most: number): boolean {
  return candidates <= FEW || most <= SORTED_SHARE * candidates;
}

/**
 * The negatives of a range of ranks, bool [anchors, candidates]. No bound lies above `most`, or
 * above the anchor's number of negatives.
 */
export function ofRanks(comparison: Comparison, range: RankRange, most: MostRanks): Tensor {
  const [, candidates] = comparison.cosines.shape;
  if (sortPays(candidates, most.upper))
    return atPlaces(hardestFirst(comparison, most.upper), range, candidates);
  const below = largest(scores(comparison), range.upper);
  if (!range.lower) return below;
  return and(
    below,
    not(ofRanks(comparison, { upper: range.lower }, { lower: 0, upper: most.lower })),
  );
}

/** Which of the places 0 … most − 1 lie in a range of ranks, bool [1 or anchors, most]. */
export function placesWithin({ lower, upper }: RankRange, most: number): Tensor {
  const places = constant(
    Float32Array.from({ length: most }, (_, place) => place),
    [1, most],
  );
  const before = greater(upper, places);
  return lower ? and(before, not(greater(lower, places))) : before;
}

/** −∞ for what is no negative. */
function scores({ cosines, ranking = cosines, negatives }: Comparison): Tensor {
  return negatives ? select(negatives, ranking, -Infinity) : ranking;
}

/** Which of the candidates stand at these places of an order, bool [anchors, candidates]. */
function atPlaces(order: Tensor, range: RankRange, candidates: number): Tensor {
  const [anchors, most] = order.shape;
  const taken = broadcastTo(select(placesWithin(range, most), 1, 0), order.shape);
  return greater(scatterAddElements(taken, order, [anchors, candidates]), 0);
}
