// Triplet loss: Schroff et al. 2015 (arXiv 1503.03832), Hermans et al. 2017 (arXiv 1703.07737).
import type { RunConfig } from '../config/run-config';
import type { AnchorLoss, Similarities } from './anchor';
import { distancesOf } from './distances';
import { sigmoid, softplus } from './soft-max';

type Settings = Extract<RunConfig['objective'], { name: 'triplet' }>;

/** Whether a triplet is mined, by its gap g = D⁻ − D⁺. */
const mined: Readonly<
  Record<
    Exclude<Settings['mining'], 'batch-hard' | 'distance-weighted'>,
    (gap: number, margin: number) => boolean
  >
> = {
  all: () => true,
  hard: (gap) => gap <= 0,
  'semi-hard': (gap, margin) => gap > 0 && gap <= margin,
  easy: (gap, margin) => gap > margin,
};

/**
 * ℓ = the mean over this anchor's mined triplets of max(0, D⁺ − D⁻ + margin), or of
 * log(1 + exp(D⁺ − D⁻ + margin)); of those above 0 or of all. Negatives come hardest first.
 */
export function triplet(
  { positives, negatives, drawn }: Similarities,
  settings: Settings,
): AnchorLoss {
  const { margin, soft_margin: soft, distance } = settings;
  const [near, far] = [positives, negatives].map((cosines) => distancesOf(cosines, distance));
  const byPositives = new Float64Array(positives.length);
  const byNegatives = new Float64Array(negatives.length);
  let [sum, count] = [0, 0];
  const add = (p: number, n: number): void => {
    const excess = near.values[p] - far.values[n] + margin;
    const loss = soft ? softplus(excess) : Math.max(0, excess);
    if (loss === 0 && settings.average === 'non-zero') return;
    const slope = soft ? sigmoid(excess) : Number(excess > 0);
    count++;
    sum += loss;
    byPositives[p] += slope * near.slopes[p];
    byNegatives[n] -= slope * far.slopes[n];
  };
  eachTriplet(near.values, far.values, settings, drawn, add);
  const mean = (total: number): number => total / Math.max(1, count);
  return {
    loss: mean(sum),
    byPositives: byPositives.map(mean),
    byNegatives: byNegatives.map(mean),
  };
}

function eachTriplet(
  near: Float64Array,
  far: Float64Array,
  { mining, margin }: Settings,
  drawn: Int32Array,
  add: (positive: number, negative: number) => void,
): void {
  if (mining === 'distance-weighted') {
    drawn.forEach((negative, positive) => {
      if (negative >= 0) add(positive, negative);
    });
  } else if (mining === 'batch-hard') {
    if (near.length > 0 && far.length > 0) add(farthest(near), 0);
  } else {
    const is = mined[mining];
    for (let p = 0; p < near.length; p++)
      for (let n = 0; n < far.length; n++) if (is(far[n] - near[p], margin)) add(p, n);
  }
}

function farthest(distances: Float64Array): number {
  return distances.reduce((best, distance, i) => (distance > distances[best] ? i : best), 0);
}
