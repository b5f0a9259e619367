// Decoupled contrastive learning: Yeh et al. 2022 (arXiv 2110.06848), equation 6.
import type { AnchorLoss } from './anchor';
import type { Mass } from './mass';

/** ℓ = log G − s⁺ / t: the positive is not in the denominator. */
export function decoupled(positive: number, mass: Mass, t: number): AnchorLoss {
  return {
    loss: mass.log - positive / t,
    byPositives: mass.byPositives.map((slope, i) => (i === 0 ? slope - 1 / t : 0)),
    byNegatives: mass.byNegatives,
  };
}
