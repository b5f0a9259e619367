// InfoNCE / NT-Xent: Chen et al. 2020 (arXiv 2002.05709), equation 1.
import type { AnchorLoss } from './anchor';
import type { Mass } from './mass';
import { sigmoid, softplus } from './soft-max';

/**
 * ℓ = log(1 + G / p) = softplus(log G − s⁺ / t); with σ = G / (p + G) the slopes are
 * ∂ℓ/∂sⱼ = σ ∂ log G / ∂sⱼ and ∂ℓ/∂s⁺ = σ (∂ log G / ∂s⁺ − 1 / t).
 */
export function infoNce(positive: number, mass: Mass, t: number): AnchorLoss {
  const difference = mass.log - positive / t;
  const share = sigmoid(difference);
  return {
    loss: softplus(difference),
    byPositives: mass.byPositives.map((slope, i) => (i === 0 ? share * (slope - 1 / t) : 0)),
    byNegatives: mass.byNegatives.map((slope) => share * slope),
  };
}
