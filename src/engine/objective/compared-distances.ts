// The distances that an objective on distances reads: of each anchor to its positives and its
// negatives.
import { cast, greaterOrEqual } from '../graph/comparison';
import { reduceSum } from '../graph/reduction';
import { concat } from '../graph/slicing';
import { divide, maximum, multiply } from '../graph/arithmetic';
import { mean } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { InputError } from '../input-error';
import { centredKeys, centredUnitRows } from '../negatives/centred-rows';
import { compare } from '../negatives/compare';
import {
  euclidean,
  pairedSquaredDistances,
  radiusOf,
  squaredDistances,
} from '../negatives/distance';
import type { Rows } from '../negatives/rows';
import type { DistanceScale } from './distance-ties';
import type { NegativesSettings } from './loss';

/** Some of the rows that an anchor may be compared with, and its distances to all of them. */
export interface Compared {
  /** [anchors, k] */
  readonly distances: Tensor;
  /** Which of them are meant, bool [anchors, k]. */
  readonly among: Tensor;
}

export interface ComparedDistances {
  /**
   * The other view, where there are two (the first column), and the rows of the anchor's class,
   * where classes are known: [anchors, 1], [anchors, candidates] or [anchors, 1 + candidates].
   */
  readonly positives: Compared;
  /** [anchors, candidates] */
  readonly negatives: Compared;
}

export interface ScaledDistances extends ComparedDistances {
  readonly scale: DistanceScale;
}

/**
 * Distances between unit rows, squared or not. The distance to the other view is worked out from
 * the difference of the two rows.
 * @throws InputError where rows are single and no class is known.
 */
export function comparedDistances(
  rows: Rows,
  settings: NegativesSettings,
  kind: DistanceScale['kind'] = 'euclidean',
): ScaledDistances {
  const comparison = compare(centred(rows), settings);
  const { anchors, candidates, twins } = comparison.rows;
  const distance = (squared: Tensor): Tensor => (kind === 'squared' ? squared : euclidean(squared));
  const all = distance(squaredDistances(anchors, candidates));
  const twin = twins && distance(pairedSquaredDistances(anchors, twins));
  const positives = [
    ...(twin ? [{ distances: twin, among: everywhere(twin) }] : []),
    ...(comparison.positives ? [{ distances: all, among: comparison.positives }] : []),
  ];
  if (positives.length === 0)
    throw new InputError(
      'no row has a positive: the rows are single and their classes are unknown; give labels or two views of each sample.',
    );
  return {
    positives: {
      distances: concat(
        positives.map(({ distances }) => distances),
        1,
      ),
      among: concat(
        positives.map(({ among }) => among),
        1,
      ),
    },
    negatives: { distances: all, among: comparison.negatives ?? everywhere(all) },
    scale: { kind, radius: radiusOf(anchors, candidates) },
  };
}

function centred(rows: Rows): Rows {
  const { z, stored } = rows;
  const centre = mean(z, [0]);
  return {
    ...rows,
    z: centredUnitRows(z, centre),
    ...(stored && { stored: { ...stored, z: centredKeys(stored.z, centre) } }),
  };
}

function everywhere(distances: Tensor): Tensor {
  return greaterOrEqual(distances, 0);
}

/** Σ x over what is meant, and how many that is; scalars. */
export function sumAmong(x: Tensor, among: Tensor): { sum: Tensor; count: Tensor } {
  const meant = cast(among, 'float32');
  const total = (y: Tensor): Tensor => reduceSum(reduceSum(y, [1]), undefined, false);
  return { sum: total(multiply(x, meant)), count: total(meant) };
}

/** Their mean, a scalar; 0 where there are none. */
export function meanAmong(x: Tensor, among: Tensor): Tensor {
  const { sum, count } = sumAmong(x, among);
  return divide(sum, maximum(count, 1));
}

/** Mean distances to positives and to negatives. */
export function distanceDiagnostics({ positives, negatives }: ComparedDistances) {
  return {
    positiveDistance: meanAmong(positives.distances, positives.among),
    negativeDistance: meanAmong(negatives.distances, negatives.among),
  };
}
