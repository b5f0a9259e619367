// What each anchor is compared with: its positive, and candidates of which some are negatives.
import { multiply } from '../graph/arithmetic';
import { equal, not } from '../graph/comparison';
import { gather } from '../graph/indexing';
import { reshape } from '../graph/layout';
import { matmul } from '../graph/matmul';
import { reduceSum } from '../graph/reduction';
import { constant } from '../graph/sources';
import { concat, sliceAxis } from '../graph/slicing';
import type { Tensor } from '../graph/tensor';

export interface Comparison {
  /** sᵢ⁺: cosine of every anchor with its positive, [anchors, 1]. */
  readonly positive: Tensor;
  /** sᵢⱼ: cosine of every anchor with every candidate, [anchors, candidates]. */
  readonly cosines: Tensor;
  /** Which candidates are negatives of the anchor, bool [anchors, candidates]. */
  readonly negatives: Tensor;
  /** N: how many negatives each anchor has. */
  readonly count: number;
}

/**
 * SimCLR's batch (Chen et al. 2020, section 2.1): z holds B first views, then B second views, as
 * unit rows [2B, d]. Every row is an anchor, its twin the positive, the other 2B − 2 rows
 * negatives. `anchors`, row numbers of type int64, compares only those rows with the whole batch.
 */
export function withinBatch(z: Tensor, anchors?: Tensor): Comparison {
  const rows = z.shape[0];
  const samples = rows / 2;
  const only = (x: Tensor): Tensor => (anchors ? gather(x, anchors) : x);
  const twins = concat([sliceAxis(z, 0, samples, rows), sliceAxis(z, 0, 0, samples)], 0);
  const sample = constant(Float32Array.from({ length: rows }, (_, row) => row % samples));
  return {
    positive: reduceSum(multiply(only(z), only(twins)), [1]),
    cosines: matmul(only(z), z, { transposeB: true }),
    negatives: not(equal(reshape(only(sample), [-1, 1]), reshape(sample, [1, rows]))),
    count: rows - 2,
  };
}
