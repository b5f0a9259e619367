// InfoNCE / NT-Xent: van den Oord et al. 2018 (arXiv 1807.03748), equation 4; Chen et al., "A Simple
// Framework for Contrastive Learning of Visual Representations", ICML 2020 (arXiv 2002.05709),
// equation 1.
import { divide, subtract } from '../graph/arithmetic';
import { softplus } from '../graph/elementwise';
import { mean } from '../graph/statistics';
import { compare } from '../negatives/compare';
import { positiveOf } from '../negatives/comparison';
import { negativeMass } from '../negatives/counting';
import type { Rows } from '../negatives/rows';
import { pairDiagnostics } from './diagnostics';
import type { Loss, NegativesSettings, ObjectiveSettings } from './loss';

/**
 * ℓᵢ = −log( pᵢ / (pᵢ + Gᵢ) ) = log(1 + exp(log Gᵢ − sᵢ⁺ / t)), pᵢ = exp(sᵢ⁺ / t), averaged over
 * the anchors; s are cosines: give unit rows [n, d]. Gᵢ says how the negatives count: their plain
 * sum is NT-Xent. An anchor without negatives counts 0.
 */
export function infoNce(
  unit: Rows,
  { temperature }: ObjectiveSettings<'info-nce'>,
  negatives: NegativesSettings,
): Loss {
  const comparison = compare(unit, negatives);
  const mass = negativeMass(comparison, temperature, negatives);
  const excess = subtract(mass.log, divide(positiveOf(comparison), temperature));
  return {
    loss: mean(softplus(excess), undefined, false),
    diagnostics: pairDiagnostics(comparison, mass),
  };
}
