// InfoNCE / NT-Xent: van den Oord et al. 2018 (arXiv 1807.03748), equation 4; Chen et al., "A Simple
// Framework for Contrastive Learning of Visual Representations", ICML 2020 (arXiv 2002.05709),
// equation 1.
import { divide, subtract } from '../graph/arithmetic';
import { softplus } from '../graph/elementwise';
import { mean } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { positiveOf, type Comparison } from '../negatives/comparison';
import type { NegativeMass } from '../negatives/negative-mass';

/**
 * ℓᵢ = −log( pᵢ / (pᵢ + Gᵢ) ) = log(1 + exp(log Gᵢ − sᵢ⁺ / t)), pᵢ = exp(sᵢ⁺ / t), averaged over
 * the anchors. Gᵢ says how the negatives count: their plain sum is NT-Xent.
 */
export function infoNce(comparison: Comparison, mass: NegativeMass, temperature: number): Tensor {
  return mean(
    softplus(subtract(mass.log, divide(positiveOf(comparison), temperature))),
    undefined,
    false,
  );
}
