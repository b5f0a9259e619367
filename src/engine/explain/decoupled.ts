// Decoupled contrastive learning: Yeh et al. 2022 (arXiv 2110.06848), equation 6.
import type { AnchorLoss } from './anchor';
import type { Mass } from './mass';

/** ℓ = log G − s⁺ / t: the positive is not in the denominator. Without negatives it is 0. */
export function decoupled(positive: number, mass: Mass, t: number): AnchorLoss {
  const some = Number(mass.log > -Infinity);
  return {
    loss: some ? mass.log - positive / t : 0,
    byPositives: mass.byPositives.map((slope, i) => (i === 0 ? some * (slope - 1 / t) : 0)),
    byNegatives: mass.byNegatives,
  };
}
