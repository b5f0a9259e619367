// The hardest negatives of each anchor: those most similar to it. Of equal similarities the one of
// lower index is harder.
import { greater, select } from '../graph/comparison';
import { scatterAddElements, topK } from '../graph/indexing';
import { broadcastTo } from '../graph/reduction';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import type { Comparison } from './comparison';
import { largest } from './rank-threshold';

/** Up to this share of the candidates a sort is cheaper than bisection (ONNX Runtime, two cores). */
const SORTED_SHARE = 0.25;
/** As few candidates as this are always sorted. */
const FEW = 64;

/**
 * Candidates from the hardest negative on, int64 [anchors, k]; those that are no negatives of the
 * anchor come last.
 */
export function hardestFirst(comparison: Comparison, k: number): Tensor {
  return topK(scores(comparison), k);
}

/**
 * The negatives of ranks [0, rank), bool [anchors, candidates]. `rank` is a scalar or [anchors, 1],
 * nowhere above `most` or the anchor's number of negatives.
 */
export function hardest(comparison: Comparison, rank: Tensor, most: number): Tensor {
  const [, candidates] = comparison.cosines.shape;
  return candidates <= FEW || most <= SORTED_SHARE * candidates
    ? firstOf(hardestFirst(comparison, most), rank, candidates)
    : largest(scores(comparison), rank);
}

/** −∞ for what is no negative. */
function scores({ cosines, ranking = cosines, negatives }: Comparison): Tensor {
  return negatives ? select(negatives, ranking, -Infinity) : ranking;
}

/** Which of the candidates stand at the first `rank` places of an order, bool [anchors, candidates]. */
function firstOf(order: Tensor, rank: Tensor, candidates: number): Tensor {
  const [anchors, most] = order.shape;
  const places = constant(
    Float32Array.from({ length: most }, (_, place) => place),
    [1, most],
  );
  const taken = broadcastTo(select(greater(rank, places), 1, 0), order.shape);
  return greater(scatterAddElements(taken, order, [anchors, candidates]), 0);
}
