// Supervised contrastive learning: Khosla et al., "Supervised Contrastive Learning", NeurIPS 2020
// (arXiv 2004.11362), equations 2 (out) and 3 (in).
import { add, divide, maximum, multiply, subtract } from '../graph/arithmetic';
import { cast, not, select } from '../graph/comparison';
import { log, softplus } from '../graph/elementwise';
import { reduceSum } from '../graph/reduction';
import { mean } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { compare } from '../negatives/compare';
import { negativeMass } from '../negatives/counting';
import type { Rows } from '../negatives/rows';
import { negativeDiagnostics, share } from './diagnostics';
import type { Loss, NegativesSettings, ObjectiveSettings } from './loss';
import { positiveSet, type PositiveSet } from './positive-set';

/**
 * With Pᵢ the positives of anchor i (its other view, and every row of its class), Gᵢ the mass of
 * its negatives and Dᵢ = Σ_{p ∈ Pᵢ} exp(sᵢₚ / t) + Gᵢ:
 *
 *   out: ℓᵢ = −(1 / |Pᵢ|) Σ_{p ∈ Pᵢ} log( exp(sᵢₚ / t) / Dᵢ )
 *   in:  ℓᵢ = −log( (1 / |Pᵢ|) Σ_{p ∈ Pᵢ} exp(sᵢₚ / t) / Dᵢ )
 *
 * averaged over the anchors, times t / base_temperature where one is given; s are cosines: give
 * unit rows [n, d]. An anchor without positives counts 0 and stays in the mean, as in the authors'
 * code. With one positive for each anchor both are InfoNCE; in ≤ out (Jensen), and they agree
 * where the positives of an anchor are equally near.
 *
 * Either is log(Dᵢ / Sᵢ) with Sᵢ = Σ_{p ∈ Pᵢ} exp(sᵢₚ / t), and what the positives differ among
 * themselves: so nothing cancels, neither in the value nor in the gradient, where positives
 * outweigh all else.
 */
export function supcon(
  unit: Rows,
  { temperature, base_temperature: base = temperature, form }: ObjectiveSettings<'supcon'>,
  negatives: NegativesSettings,
): Loss {
  const comparison = compare(unit, negatives);
  const mass = negativeMass(comparison, temperature, negatives);
  const positives = positiveSet(comparison, temperature);
  const againstNegatives = softplus(subtract(mass.log, positives.logSum));
  const amongPositives =
    form === 'out' ? positives.logSumOverMean : log(maximum(positives.count, 1));
  const each = select(positives.some, add(againstNegatives, amongPositives), 0);
  return {
    loss: multiply(mean(each, undefined, false), temperature / base),
    diagnostics: {
      positiveCosine: positiveCosine(positives),
      ...(!comparison.positive && { anchorsWithoutPositives: share(not(positives.some)) }),
      ...(comparison.positives && { positives: mean(positives.count, undefined, false) }),
      ...negativeDiagnostics(comparison, mass),
    },
  };
}

/** The mean cosine of the positives, over the anchors that have any. */
function positiveCosine({ some, meanSimilarity }: PositiveSet): Tensor {
  const anchors = reduceSum(cast(some, 'float32'), undefined, false);
  return divide(reduceSum(meanSimilarity, undefined, false), maximum(anchors, 1));
}
