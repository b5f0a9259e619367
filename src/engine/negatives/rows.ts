// The rows that a loss is computed from, and what is known of them beside their numbers.
import type { Tensor } from '../graph/tensor';

/**
 * Relations are numbers, one for each row: rows of equal number are related. Numbers are float32,
 * which every device compares; whole ones are exact up to 2²⁴.
 */
export interface Rows {
  /** Projections of any length, [n, d]. */
  readonly z: Tensor;
  /**
   * z at unit length less a common point (`centredUnitRows`): by these candidates are ranked, here
   * and among the stored rows; default: by similarity.
   */
  readonly centred?: Tensor;
  /** Rows i and i + n/2 are a pair of views: first views, then second ones. */
  readonly twins: boolean;
  /** The sample that each row shows, [n]; default: row i shows i mod n/2, or i without twins. */
  readonly samples?: Tensor;
  /** Rows of equal class are positives of each other, [n]. */
  readonly classes?: Tensor;
  /** Rows of equal number in one of these are no negatives of each other, each [n]. */
  readonly kin?: readonly Tensor[];
  /** Keys of earlier batches: where they are given they alone are negatives. */
  readonly stored?: StoredRows;
  /** Pairs given one by one, in place of those that the relations make. */
  readonly pairs?: RowPairs;
  /** Row numbers, int64 [anchors]: only these rows are anchors; default: all that can be. */
  readonly anchors?: Tensor;
}

/** Row numbers, int64 [pairs] each, and whether the two are alike, float32 [pairs]: 1 or 0. */
export interface RowPairs {
  readonly first: Tensor;
  readonly second: Tensor;
  readonly similar: Tensor;
}

export interface StoredRows {
  /** Unit rows without gradient, [K, d]. */
  readonly z: Tensor;
  /** Less the same point as `Rows.centred`. */
  readonly centred?: Tensor;
  /** In the order of `Rows.kin`, each [K]. */
  readonly kin?: readonly Tensor[];
  readonly classes?: Tensor;
}
