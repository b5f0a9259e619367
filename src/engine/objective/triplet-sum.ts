// The sum over triplets: every anchor with every positive and every negative, without keeping
// them.
import { add, multiply, subtract } from '../graph/arithmetic';
import { and, cast, greater, greaterOrEqual, select } from '../graph/comparison';
import { sigmoid, softplus } from '../graph/elementwise';
import { reshape } from '../graph/layout';
import { reduceSum } from '../graph/reduction';
import { concat, sliceAxis } from '../graph/slicing';
import { withGradient } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { InputError } from '../input-error';
import type { Compared } from './compared-distances';

export interface TripletRule {
  readonly margin: number;
  /** softplus in place of the hinge. */
  readonly soft: boolean;
  /** The gaps g = d⁻ − d⁺ that count. */
  readonly gaps: 'all' | 'hard' | 'semi-hard' | 'easy';
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

/** Triplets that are worked out at once, where one anchor has fewer. */
const BLOCK = 2 ** 22;
/** Blocks that a program may have: beyond, they grow. */
const BLOCKS = 256;
/** Beyond, one step would take minutes. */
const MOST = 2 ** 34;

/**
 * Over all (a, p, n) of `positives` [A, P] and `negatives` [A, N]: ℓ = max(0, d⁺ − d⁻ + margin), or
 * log(1 + e^(d⁺ − d⁻ + margin)). The gradient by both distances is in closed form and made along
 * with the sum, so memory is for 2²² triplets at once, for an anchor's P · N, or for a 256th of
 * all, whichever is most; never for all A · P · N.
 * @throws InputError above 2³⁴ triplets.
 */
export function tripletSum(
  positives: Compared,
  negatives: Compared,
  rule: TripletRule,
): TripletSum {
  const [anchors, p] = positives.distances.shape;
  const ofOne = p * negatives.distances.shape[1];
  if (anchors * ofOne > MOST) throw tooMany(anchors * ofOne);
  const size = Math.max(BLOCK, (anchors * ofOne) / BLOCKS);
  const step = Math.max(1, Math.floor(size / ofOne));
  const blocks = Array.from({ length: Math.ceil(anchors / step) }, (_, i) => {
    const only = between(i * step, Math.min(anchors, (i + 1) * step));
    return blockSum(only(positives), only(negatives), rule);
  });
  const total = (part: 'loss' | 'mined' | 'active'): Tensor =>
    blocks.map((block) => block[part]).reduce(add);
  const joined = (part: 'byPositive' | 'byNegative'): Tensor =>
    concat(
      blocks.map((block) => block[part]),
      0,
    );
  return {
    loss: withGradient(total('loss'), [positives.distances, negatives.distances], (g) => [
      multiply(joined('byPositive'), g),
      multiply(joined('byNegative'), g),
    ]),
    mined: total('mined'),
    active: total('active'),
  };
}

function tooMany(triplets: number): InputError {
  return new InputError(
    `a batch has ${triplets} triplets, more than ${MOST}: set objective.mining to batch-hard or distance-weighted, or make train.batch_size smaller.`,
  );
}

function between(start: number, end: number): (side: Compared) => Compared {
  return ({ distances, among }) => ({
    distances: sliceAxis(distances, 0, start, end),
    among: sliceAxis(among, 0, start, end),
  });
}

interface BlockSum extends TripletSum {
  /** ∂loss by the distances: [a, P] and [a, N]. */
  readonly byPositive: Tensor;
  readonly byNegative: Tensor;
}

function blockSum(positives: Compared, negatives: Compared, rule: TripletRule): BlockSum {
  const [a, p] = positives.distances.shape;
  const n = negatives.distances.shape[1];
  const gap = subtract(
    reshape(negatives.distances, [a, 1, n]),
    reshape(positives.distances, [a, p, 1]),
  );
  const exists = and(reshape(positives.among, [a, p, 1]), reshape(negatives.among, [a, 1, n]));
  const mined = counts(gap, exists, rule);
  const { loss, slope, active } = each(gap, mined, rule);
  return {
    loss: totalOf(loss),
    mined: totalOf(cast(mined, 'float32')),
    active: totalOf(cast(active, 'float32')),
    byPositive: reshape(reduceSum(slope, [2]), [a, p]),
    byNegative: multiply(reshape(reduceSum(slope, [1]), [a, n]), -1),
  };
}

/** Axis by axis: a single sum of millions of float32 loses digits. */
function totalOf(x: Tensor): Tensor {
  return reduceSum(reduceSum(reduceSum(x, [2]), [1]), undefined, false);
}

function counts(gap: Tensor, exists: Tensor, { gaps, margin }: TripletRule): Tensor {
  switch (gaps) {
    case 'all':
      return exists;
    case 'hard':
      return and(exists, greaterOrEqual(0, gap));
    case 'semi-hard':
      return and(exists, and(greater(gap, 0), greaterOrEqual(margin, gap)));
    case 'easy':
      return and(exists, greater(gap, margin));
  }
}

/** Of every triplet that counts its loss, the derivative by −gap, and whether it has a loss. */
function each(gap: Tensor, mined: Tensor, { margin, soft }: TripletRule) {
  const lacking = subtract(margin, gap);
  if (soft)
    return {
      loss: select(mined, softplus(lacking), 0),
      slope: select(mined, sigmoid(lacking), 0),
      active: mined,
    };
  const active = and(mined, greater(lacking, 0));
  return { loss: select(active, lacking, 0), slope: cast(active, 'float32'), active };
}
