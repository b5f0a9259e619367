// Triplet loss: Schroff et al. 2015 (arXiv 1503.03832), Hermans et al. 2017 (arXiv 1703.07737).
import type { RunConfig } from '../config/run-config';
import type { AnchorLoss, Compared } from './anchor';
import { distancesOf } from './distances';
import { sigmoid, softplus } from './soft-max';
import { countBelow, minedTriplets, type MinedTriplets } from './triplet-mining';

type Settings = Extract<RunConfig['objective'], { name: 'triplet' }>;

/**
 * ℓ = the mean over this anchor's mined triplets of max(0, D⁺ − D⁻ + margin), or of
 * log(1 + exp(D⁺ − D⁻ + margin)); of those above 0 or of all. Negatives come hardest first.
 */
export function triplet(similarities: Compared, settings: Settings): AnchorLoss {
  const near = distancesOf(similarities.positives, settings.distance);
  const far = distancesOf(similarities.negatives, settings.distance);
  const mined = minedTriplets(near.values, far.values, settings, similarities.drawn);
  const add = settings.soft_margin ? softSums : hingeSums;
  const sums = add(mined, near.values, far.values, settings);
  const among = Math.max(1, settings.average === 'all' ? sums.mined : sums.active);
  return {
    loss: sums.loss / among,
    byPositives: near.slopes.map((slope, p) => (sums.byNear[p] * slope) / among),
    byNegatives: far.slopes.map((slope, n) => (-sums.byFar[n] * slope) / among),
  };
}

interface Sums {
  readonly loss: number;
  /** Σ of the slopes of the triplets that a positive, or a negative, is in. */
  readonly byNear: Float64Array;
  readonly byFar: Float64Array;
  readonly mined: number;
  readonly active: number;
}

type Add = (
  triplets: readonly MinedTriplets[],
  near: Float64Array,
  far: Float64Array,
  settings: Settings,
) => Sums;

const softSums: Add = (triplets, near, far, { margin }) => {
  const [byNear, byFar] = [new Float64Array(near.length), new Float64Array(far.length)];
  let [loss, mined] = [0, 0];
  for (const { positive, from, to } of triplets) {
    mined += to - from;
    for (let n = from; n < to; n++) {
      const excess = near[positive] - far[n] + margin;
      const slope = sigmoid(excess);
      loss += softplus(excess);
      byNear[positive] += slope;
      byFar[n] += slope;
    }
  }
  return { loss, byNear, byFar, mined, active: mined };
};

/** Negatives with a loss are neighbours in order of distance, so that none is met one by one. */
const hingeSums: Add = (triplets, near, far, { margin, distance }) => {
  const upTo = runningSums(far);
  const [byNear, begun] = [new Float64Array(near.length), new Float64Array(far.length + 1)];
  let [loss, mined, active] = [0, 0, 0];
  for (const { positive, from, to } of triplets) {
    const limit = near[positive] + margin;
    const end = Math.max(from, Math.min(to, countBelow(far, limit, distance)));
    mined += to - from;
    active += end - from;
    loss += (end - from) * limit - (upTo[end] - upTo[from]);
    byNear[positive] += end - from;
    begun[from] += 1;
    begun[end] -= 1;
  }
  const byFar = runningSums(begun).subarray(1, far.length + 1);
  return { loss, byNear, byFar, mined, active };
};

/** The sum of the first 0, 1, 2 … values. */
function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i] + values[i];
  return sums;
}
