// Triplets that are chosen rather than taken all: the hardest of each anchor, and negatives drawn
// evenly over distances. The choice has no gradient; the chosen distances have.
import { add, maximum, minimum, multiply, subtract } from '../graph/arithmetic';
import { and, cast, greater, greaterOrEqual, select } from '../graph/comparison';
import { exp, log, negate } from '../graph/elementwise';
import { gatherElements, topK } from '../graph/indexing';
import { reshape } from '../graph/layout';
import { reduceSum } from '../graph/reduction';
import { pad, sliceAxis } from '../graph/slicing';
import { reduceMax } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import type { Compared, ComparedDistances, ScaledDistances } from './compared-distances';
import { highestLike, lowestLike } from './distance-ties';
import { countUpTo } from './sorted-counts';

/**
 * Hermans et al., "In Defense of the Triplet Loss for Person Re-Identification", 2017
 * (arXiv 1703.07737), equation 5: the farthest positive and the nearest negative of each anchor,
 * [anchors, 1] each; of equal ones the first.
 */
export function hardest({ positives, negatives, scale }: ScaledDistances): ComparedDistances {
  const farthest = largest(positives.distances, positives.among);
  const nearest = negate(largest(negate(negatives.distances), negatives.among));
  return {
    positives: first(positives, greaterOrEqual(positives.distances, lowestLike(farthest, scale))),
    negatives: first(negatives, greaterOrEqual(highestLike(nearest, scale), negatives.distances)),
  };
}

/** 0 of nothing. */
function largest(x: Tensor, among: Tensor): Tensor {
  const most = reduceMax(select(among, x, -1e4), [1]);
  return select(greater(most, -1e4), most, 0);
}

/** The first of those that are meant. */
function first({ distances, among }: Compared, meant: Tensor): Compared {
  const place = topK(cast(and(among, meant), 'float32'), 1);
  return {
    distances: gatherElements(distances, place),
    among: greater(reduceSum(cast(among, 'float32'), [1]), 0),
  };
}

interface Weighting {
  /** d: the number of dimensions. */
  readonly dimensions: number;
  /** Euclidean distances to the candidates, [anchors, candidates]. */
  readonly distances: Tensor;
  /** Uniform numbers in [0, 1), one for each anchor and positive. */
  readonly draws: Tensor;
}

/** Nearer ones are not drawn more often, farther ones not at all: their gradients are noise, or 0. */
const NEAREST = 0.5;
const FARTHEST = 1.4;

/**
 * Wu et al., "Sampling Matters in Deep Embedding Learning", ICCV 2017 (arXiv 1706.07567), section
 * 4: for each anchor and positive one negative, drawn with a weight of 1 / q(D), where
 * q(D) = D^(d − 2) (1 − D² / 4)^((d − 3) / 2) is how distances spread on a sphere. D is at least
 * 0.5, and negatives from 1.4 on are left out (authors' code): an anchor may have none, and then
 * no triplet. Gives [anchors · positives, 1] each.
 */
export function drawnByDistance(
  { positives, negatives }: ComparedDistances,
  { dimensions, distances, draws }: Weighting,
): ComparedDistances {
  const eligible = and(negatives.among, greater(FARTHEST, distances));
  const place = drawIndex(weights(distances, eligible, dimensions), draws);
  const valid = greater(gatherElements(cast(eligible, 'float32'), place), 0.5);
  const single = (x: Tensor): Tensor => reshape(x, [-1, 1]);
  return {
    positives: { distances: single(positives.distances), among: single(positives.among) },
    negatives: {
      distances: single(gatherElements(negatives.distances, place)),
      among: single(valid),
    },
  };
}

/** In units of the anchor's largest weight; 0 where not eligible. */
function weights(distances: Tensor, eligible: Tensor, d: number): Tensor {
  const safe = select(eligible, maximum(distances, NEAREST), 1);
  const beyond = log(subtract(1, multiply(multiply(safe, safe), 0.25)));
  const logWeight = add(multiply(log(safe), 2 - d), multiply(beyond, (3 - d) / 2));
  const largest = reduceMax(select(eligible, logWeight, -3e38), [1]);
  return select(eligible, exp(select(eligible, subtract(logWeight, largest), 0)), 0);
}

/** For weights [n, m] and draws [n, k]: the first place whose running sum exceeds draw · total, int64 [n, k]. */
function drawIndex(weight: Tensor, draws: Tensor): Tensor {
  const count = weight.shape[1];
  const sums = runningSum(weight);
  const target = multiply(draws, sliceAxis(sums, 1, count - 1, count));
  return cast(minimum(countUpTo(sums, target), count - 1), 'int64');
}

/** Running sums along the second axis, by doubling (Hillis & Steele 1986). */
function runningSum(x: Tensor): Tensor {
  const count = x.shape[1];
  let sums = x;
  for (let shift = 1; shift < count; shift *= 2)
    sums = add(sums, pad(sliceAxis(sums, 1, 0, count - shift), [0, shift], [0, 0]));
  return sums;
}
