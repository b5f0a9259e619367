// The sum of the hinge over triplets, from counts: no table of triplets is made.
import { add, divide, maximum, multiply, subtract } from '../graph/arithmetic';
import { cast, select } from '../graph/comparison';
import { relu } from '../graph/elementwise';
import { reduceSum } from '../graph/reduction';
import { stopGradient } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import type { Compared } from './compared-distances';
import { highestLike, lowestLike, type DistanceScale } from './distance-ties';
import { countUpTo, sorted } from './sorted-counts';
import type { TripletRule, TripletSum } from './triplet-sum';

/**
 * Σ max(0, d⁺ − d⁻ + margin) over the triplets of `positives` [A, P] and `negatives` [A, N] whose
 * gap counts. The triplets with a loss are those with d⁻ between bounds that d⁺ sets. So with c⁺ and
 * c⁻, how many of them each distance is in, the sum is Σ c⁺ (d⁺ + margin) − Σ c⁻ d⁻, and the counts
 * are its gradient. Memory is for a few tables [A, P] and [A, N].
 */
export function hingeSum(positives: Compared, negatives: Compared, rule: TripletRule): TripletSum {
  const upTo = counter(positives, negatives, rule.scale);
  const active = activeCounts(upTo, rule);
  const ofAnchor = reduceSum(active.byNegative, [1]);
  const byPositive = active.byPositive();
  const pushed = reduceSum(multiply(active.byNegative, negatives.distances), [1]);
  // From the anchor's mean, for differences of large sums would lose digits.
  const centre = stopGradient(divide(pushed, maximum(ofAnchor, 1)));
  const near = add(subtract(positives.distances, centre), rule.margin);
  const far = subtract(negatives.distances, centre);
  const loss = subtract(
    reduceSum(multiply(byPositive, near), [1]),
    reduceSum(multiply(active.byNegative, far), [1]),
  );
  return {
    loss: reduceSum(loss, undefined, false),
    mined: total(minedCounts(upTo, rule)),
    active: reduceSum(ofAnchor, undefined, false),
  };
}

/** In how many triplets of a kind each distance is. */
interface Counts {
  /** [A, N] */
  readonly byNegative: Tensor;
  /** [A, P]; made where asked for. */
  readonly byPositive: () => Tensor;
}

/** Triplets with d⁻ ≤ d⁺ + shift, or <; what counts as equal is in the first, and not in the second. */
type Counter = (shift: number, side?: 'at-most' | 'below') => Counts;

/** A shift above every gap. */
const ANY = 100;

function counter(positives: Compared, negatives: Compared, scale: DistanceScale): Counter {
  const risingPositives = sorted(positives);
  const count = reduceSum(cast(positives.among, 'float32'), [1]);
  const single = positives.distances.shape[1] === 1;
  return (shift, side = 'at-most') => {
    const edge = side === 'below' ? lowestLike : highestLike;
    const bounds = (distances: Tensor): Tensor => edge(add(distances, shift), scale);
    const beyond = countUpTo(
      bounds(risingPositives),
      negatives.distances,
      side === 'below' ? 'at-most' : 'below',
    );
    const byNegative = select(negatives.among, subtract(count, beyond), 0);
    const byPositive = (): Tensor =>
      single
        ? reduceSum(byNegative, [1])
        : countUpTo(sorted(negatives), bounds(positives.distances), side);
    return { byNegative, byPositive: () => select(positives.among, byPositive(), 0) };
  };
}

function activeCounts(upTo: Counter, { gaps, margin }: TripletRule): Counts {
  switch (gaps) {
    case 'all':
      return upTo(margin, 'below');
    case 'hard':
      return upTo(0, margin > 0 ? 'at-most' : 'below');
    case 'semi-hard':
      return less(upTo(margin, 'below'), upTo(0));
    case 'easy':
      return less(upTo(0), upTo(0));
  }
}

function minedCounts(upTo: Counter, { gaps, margin }: TripletRule): Tensor {
  switch (gaps) {
    case 'all':
      return upTo(ANY).byNegative;
    case 'hard':
      return upTo(0).byNegative;
    case 'semi-hard':
      return less(upTo(margin), upTo(0)).byNegative;
    case 'easy':
      return less(upTo(ANY), upTo(margin)).byNegative;
  }
}

/** Those of the first kind that are not of the second, which lie in the first if there are any. */
function less(first: Counts, second: Counts): Counts {
  return {
    byNegative: relu(subtract(first.byNegative, second.byNegative)),
    byPositive: () => relu(subtract(first.byPositive(), second.byPositive())),
  };
}

function total(x: Tensor): Tensor {
  return reduceSum(reduceSum(x, [1]), undefined, false);
}
