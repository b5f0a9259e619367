// Dot products between candidates, for pairs of them that differ from anchor to anchor.
import { add, multiply } from '../graph/arithmetic';
import { cast } from '../graph/comparison';
import { gather } from '../graph/indexing';
import { reshape } from '../graph/layout';
import { matmul } from '../graph/matmul';
import { reduceSum } from '../graph/reduction';
import { concat, sliceAxis } from '../graph/slicing';
import type { Tensor } from '../graph/tensor';
import { asFloats } from './row-numbers';

/** Places in a table of products are worked out in float32. */
const LARGEST_TABLE = 2 ** 24;
/** Numbers of a block of gathered rows: 16 MiB. */
const BLOCK = 2 ** 22;

/**
 * Candidates [c, d] and their numbers u, v, int64 [anchors, pairs] each -> the dot product of each
 * pair, [anchors, pairs]: looked up in the table of all products where that is no larger than the
 * result, else of rows that are gathered block by block.
 */
export function candidateProducts(candidates: Tensor, u: Tensor, v: Tensor): Tensor {
  const [count] = candidates.shape;
  const [anchors, pairs] = u.shape;
  return count * count <= Math.min(LARGEST_TABLE, anchors * pairs)
    ? fromTable(candidates, u, v)
    : fromRows(candidates, u, v);
}

function fromTable(candidates: Tensor, u: Tensor, v: Tensor): Tensor {
  const [count] = candidates.shape;
  const table = matmul(candidates, candidates, { transposeB: true });
  const places = add(multiply(asFloats(u, count), count), asFloats(v, count));
  return gather(reshape(table, [count * count]), cast(places, 'int64'));
}

function fromRows(candidates: Tensor, u: Tensor, v: Tensor): Tensor {
  const [anchors, pairs] = u.shape;
  const block = Math.max(1, Math.floor(BLOCK / (anchors * candidates.shape[1])));
  const starts = Array.from({ length: Math.ceil(pairs / block) }, (_, i) => i * block);
  const parts = starts.map((start) => {
    const rows = (places: Tensor): Tensor =>
      gather(candidates, sliceAxis(places, 1, start, Math.min(pairs, start + block)));
    return reduceSum(multiply(rows(u), rows(v)), [2], false);
  });
  return concat(parts, 1);
}
