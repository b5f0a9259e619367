// The hardest negatives of each anchor: those most similar to it. Of equal similarities the one of
// lower index is harder.
import { greater, select } from '../graph/comparison';
import { scatterAddElements, topK } from '../graph/indexing';
import { broadcastTo } from '../graph/reduction';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import type { Comparison } from './comparison';

/**
 * Candidates from the hardest negative on, int64 [anchors, k]; those that are no negatives of the
 * anchor come last.
 */
export function hardestFirst({ cosines, negatives }: Comparison, k: number): Tensor {
  return topK(negatives ? select(negatives, cosines, -Infinity) : cosines, k);
}

/**
 * The negatives of ranks [0, rank), bool [anchors, candidates]. `rank` is a scalar or [anchors, 1],
 * nowhere above `most`, the anchor's number of negatives, or the candidates.
 */
export function hardest(comparison: Comparison, rank: Tensor, most: number): Tensor {
  const order = hardestFirst(comparison, most);
  const places = constant(
    Float32Array.from({ length: most }, (_, place) => place),
    [1, most],
  );
  const taken = broadcastTo(select(greater(rank, places), 1, 0), order.shape);
  return greater(scatterAddElements(taken, order, comparison.cosines.shape), 0);
}
