// Decoupled contrastive learning: Yeh et al., "Decoupled Contrastive Learning", ECCV 2022
// (arXiv 2110.06848), equation 6: the positive leaves InfoNCE's denominator, and with it the factor
// that shrinks the gradient of anchors whose positive is near.
import { divide, subtract } from '../graph/arithmetic';
import { greater, select } from '../graph/comparison';
import { mean } from '../graph/statistics';
import { compare } from '../negatives/compare';
import { positiveOf } from '../negatives/comparison';
import { negativeMass } from '../negatives/counting';
import type { Rows } from '../negatives/rows';
import { pairDiagnostics } from './diagnostics';
import type { Loss, NegativesSettings, ObjectiveSettings } from './loss';

/**
 * ℓᵢ = log Gᵢ − sᵢ⁺ / t, averaged over the anchors; s are cosines: give unit rows [n, d]. With
 * G = Σⱼ exp(sᵢⱼ / t) it is the paper's −sᵢ⁺ / t + log Σⱼ exp(sᵢⱼ / t), which may be below 0. Where
 * the positive is far below the negatives it is InfoNCE. An anchor without negatives counts 0.
 */
export function decoupled(
  unit: Rows,
  { temperature }: ObjectiveSettings<'decoupled'>,
  negatives: NegativesSettings,
): Loss {
  const comparison = compare(unit, negatives);
  const mass = negativeMass(comparison, temperature, negatives);
  const some = greater(mass.log, -3.4e38);
  const logMass = select(some, mass.log, 0);
  const each = select(some, subtract(logMass, divide(positiveOf(comparison), temperature)), 0);
  return {
    loss: mean(each, undefined, false),
    diagnostics: pairDiagnostics(comparison, mass),
  };
}
