// The sum over triplets: every anchor with every positive and every negative.
import type { Tensor } from '../graph/tensor';
import type { Compared } from './compared-distances';
import type { DistanceScale } from './distance-ties';
import { hingeSum } from './triplet-hinge';
import { softSum } from './triplet-soft';

export interface TripletRule {
  readonly margin: number;
  /** log(1 + e^x) in place of max(0, x). */
  readonly soft: boolean;
  /** The gaps g = d⁻ − d⁺ that count: hard g ≤ 0, semi-hard 0 < g ≤ margin, easy g > margin. */
  readonly gaps: 'all' | 'hard' | 'semi-hard' | 'easy';
  /** Where g, and g − margin, count as 0. */
  readonly scale: DistanceScale;
}

/** Scalars. */
export interface TripletSum {
  /** Σ of the triplets' losses. */
  readonly loss: Tensor;
  /** How many triplets count. */
  readonly mined: Tensor;
  /** How many of them have a loss above 0. */
  readonly active: Tensor;
}

/** Over all (a, p, n) of `positives` [A, P] and `negatives` [A, N]. */
export function tripletSum(
  positives: Compared,
  negatives: Compared,
  rule: TripletRule,
): TripletSum {
  return (rule.soft ? softSum : hingeSum)(positives, negatives, rule);
}
