// The sum of the soft margin over triplets, anchors by anchors: every triplet has a slope of its
// own, so that all must be worked out, but none need be kept.
import { add, multiply, subtract } from '../graph/arithmetic';
import { and, cast, greaterOrEqual, not, select } from '../graph/comparison';
import { sigmoid, softplus } from '../graph/elementwise';
import { reshape } from '../graph/layout';
import { reduceSum } from '../graph/reduction';
import { concat, sliceAxis } from '../graph/slicing';
import { withGradient } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { InputError } from '../input-error';
import type { Compared } from './compared-distances';
import { highestLike } from './distance-ties';
import type { TripletRule, TripletSum } from './triplet-sum';

/** Triplets that are worked out at once, where one anchor has fewer. */
const BLOCK = 2 ** 22;
/** Blocks that a program may have: beyond, they grow. */
const BLOCKS = 256;
/** Beyond, one step would take minutes. */
const MOST = 2 ** 32;

/**
 * Σ log(1 + e^(d⁺ − d⁻ + margin)) over the triplets of `positives` [A, P] and `negatives` [A, N]
 * whose gap counts. The gradient by the distances is made along with the sum, so memory is for 2²²
 * triplets at once, for an anchor's P · N, or for a 256th of all, whichever is most.
 * @throws InputError above 2³² triplets.
 */
export function softSum(positives: Compared, negatives: Compared, rule: TripletRule): TripletSum {
  const blocks = inBlocks(positives, negatives, rule);
  const total = (part: 'sum' | 'mined'): Tensor => blocks.map((block) => block[part]).reduce(add);
  const joined = (part: 'byPositive' | 'byNegative'): Tensor =>
    concat(
      blocks.map((block) => block[part]),
      0,
    );
  const mined = total('mined');
  return {
    loss: withGradient(total('sum'), [positives.distances, negatives.distances], (g) => [
      multiply(joined('byPositive'), g),
      multiply(joined('byNegative'), g),
    ]),
    mined,
    active: mined,
  };
}

interface Block {
  /** Scalars. */
  readonly sum: Tensor;
  readonly mined: Tensor;
  /** ∂sum by the distances: [a, P] and [a, N]. */
  readonly byPositive: Tensor;
  readonly byNegative: Tensor;
}

function inBlocks(positives: Compared, negatives: Compared, rule: TripletRule): Block[] {
  const [anchors, p] = positives.distances.shape;
  const ofOne = p * negatives.distances.shape[1];
  if (anchors * ofOne > MOST) throw tooMany(anchors * ofOne);
  const step = Math.max(1, Math.floor(Math.max(BLOCK, (anchors * ofOne) / BLOCKS) / ofOne));
  const blocks: Block[] = [];
  for (let start = 0; start < anchors; start += step) {
    const only = between(start, Math.min(anchors, start + step));
    const last = blocks.at(-1);
    blocks.push(
      block(last ? after(last, only(positives)) : only(positives), only(negatives), rule),
    );
  }
  return blocks;
}

function tooMany(triplets: number): InputError {
  return new InputError(
    `a batch has ${triplets} triplets, more than the ${MOST} that a soft margin can go through: set objective.soft_margin to false or objective.mining to batch-hard, or make train.batch_size smaller.`,
  );
}

function between(start: number, end: number): (side: Compared) => Compared {
  return ({ distances, among }) => ({
    distances: sliceAxis(distances, 0, start, end),
    among: sliceAxis(among, 0, start, end),
  });
}

/**
 * The same, to be worked out when all of a block is: a runtime takes what does not hang together in
 * any order, and would keep the triplets of every block at once.
 */
function after({ sum, mined, byPositive, byNegative }: Block, { distances, among }: Compared) {
  const parts = [sum, mined, ...[byPositive, byNegative].map((x) => reduceSum(x, [0, 1], false))];
  const zero = multiply(parts.reduce(add), 0);
  return { distances: add(distances, zero), among: and(among, greaterOrEqual(0, zero)) };
}

function block(positives: Compared, negatives: Compared, rule: TripletRule): Block {
  const [a, p] = positives.distances.shape;
  const n = negatives.distances.shape[1];
  const near = reshape(positives.distances, [a, p, 1]);
  const far = reshape(negatives.distances, [a, 1, n]);
  const exists = and(reshape(positives.among, [a, p, 1]), reshape(negatives.among, [a, 1, n]));
  const mined = and(exists, counts(near, far, rule));
  const lacking = subtract(rule.margin, subtract(far, near));
  const slope = select(mined, sigmoid(lacking), 0);
  return {
    sum: totalOf(select(mined, softplus(lacking), 0)),
    mined: totalOf(cast(mined, 'float32')),
    byPositive: reshape(reduceSum(slope, [2]), [a, p]),
    byNegative: multiply(reshape(reduceSum(slope, [1]), [a, n]), -1),
  };
}

/** Axis by axis: a single sum of millions of float32 loses digits. */
function totalOf(x: Tensor): Tensor {
  return reduceSum(reduceSum(reduceSum(x, [2]), [1]), undefined, false);
}

/** Whether the gap between distances [a, p, 1] and [a, 1, n] counts. */
function counts(near: Tensor, far: Tensor, { gaps, margin, scale }: TripletRule): Tensor {
  const upTo = (shift: number): Tensor => greaterOrEqual(highestLike(add(near, shift), scale), far);
  switch (gaps) {
    case 'all':
      return greaterOrEqual(far, 0);
    case 'hard':
      return upTo(0);
    case 'semi-hard':
      return and(upTo(margin), not(upTo(0)));
    case 'easy':
      return not(upTo(margin));
  }
}
