// Contrastive loss on pairs: Hadsell et al. 2006, equation 4.
import type { AnchorLoss, Similarities } from './anchor';
import { distancesOf } from './distances';

/** ℓ = mean over the positives of ½ D² + mean over the negatives of ½ max(0, margin − D)². */
export function contrastive({ positives, negatives }: Similarities, margin: number): AnchorLoss {
  const near = distancesOf(positives, 'squared');
  const far = distancesOf(negatives, 'euclidean');
  const lacking = far.values.map((distance) => Math.max(0, margin - distance));
  return {
    loss: mean(near.values.map((d) => d / 2)) + mean(lacking.map((gap) => gap ** 2 / 2)),
    byPositives: near.slopes.map((slope) => slope / 2 / positives.length),
    byNegatives: far.slopes.map((slope, j) => (-lacking[j] * slope) / negatives.length),
  };
}

/** 0 of nothing. */
function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
