// What each anchor is compared with: its positive, and candidates of which some are negatives.
import { cast } from '../graph/comparison';
import { InputError } from '../input-error';
import { reduceSum } from '../graph/reduction';
import type { Tensor } from '../graph/tensor';

export interface Comparison {
  /** sᵢ⁺: similarity of every anchor with its other view, [anchors, 1]; absent without twins. */
  readonly positive?: Tensor;
  /** sᵢⱼ: similarity of every anchor with every candidate, [anchors, candidates]. */
  readonly cosines: Tensor;
  /** What ranks the candidates of an anchor, as `cosines`, which do where it is absent. */
  readonly ranking?: Tensor;
  /** Which candidates are negatives of the anchor, bool [anchors, candidates]; absent where all are. */
  readonly negatives?: Tensor;
  /** Further positives among the candidates, the other view not among them; bool, where classes are known. */
  readonly positives?: Tensor;
  /** N: how many negatives an anchor has, a scalar or [anchors, 1]. */
  readonly count: Tensor;
  /** The rows behind the cosines: [anchors, d], [candidates, d], and the anchors' other views. */
  readonly rows: {
    readonly anchors: Tensor;
    readonly candidates: Tensor;
    readonly twins?: Tensor;
  };
}

/** What a sum over negatives takes; after a selection each anchor may have candidates of its own. */
export type Counted = Pick<Comparison, 'cosines' | 'negatives'>;

/** N for each anchor, [anchors, 1]. */
export function countNegatives(negatives: Tensor): Tensor {
  return reduceSum(cast(negatives, 'float32'), [1]);
}

/** sᵢ⁺. @throws InputError where rows have no other view. */
export function positiveOf({ positive }: Comparison): Tensor {
  if (positive) return positive;
  throw singleRows();
}

/** What is to be said where two views are needed. */
export function singleRows(): InputError {
  return new InputError(
    'two views of each sample are compared here, but the rows are single: use supcon, triplet, lifted or contrastive, with negatives.weighting: uniform.',
  );
}
