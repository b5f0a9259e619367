// Hard negatives by importance sampling: Robinson et al. 2021 (arXiv 2010.04592), section 4.
import type { RunConfig } from '../config/run-config';
import type { Similarities } from './anchor';
import { withoutFalseNegatives } from './debiased';
import type { Mass } from './mass';
import { logSumExp, softMax } from './soft-max';
import { uniform } from './uniform';

type HardSettings = Pick<RunConfig['negatives'], 'tau_plus' | 'beta' | 'detach_weights'>;

/**
 * R = Σⱼ wⱼ eⱼ / mean w with eⱼ = exp(sⱼ / t), wⱼ = eⱼ^β, ωⱼ = wⱼ / mean w; then as debiased. Its slope
 * ∂R/∂sⱼ = ωⱼ ((1 + β) eⱼ − β R / N) / t
 * is negative for easy negatives, those with eⱼ < β / (1 + β) · R / N: they are pulled closer. With
 * detached weights it is ωⱼ eⱼ / t, and never negative. β = 0 is debiased.
 */
export function hard(similarities: Similarities, t: number, settings: HardSettings): Mass {
  const { beta, tau_plus: tauPlus, detach_weights: detached } = settings;
  const { positives, negatives } = similarities;
  const count = negatives.length;
  if (count === 0) return uniform(similarities, t);
  const logSum = logSumExp(negatives, (1 + beta) / t);
  const shares = softMax(negatives, (1 + beta) / t);
  const ofWeights = softMax(negatives, beta / t);
  const pull = detached ? 0 : beta;
  const mass: Mass = {
    log: logSum - logSumExp(negatives, beta / t) + Math.log(count),
    byPositives: new Float64Array(positives.length),
    byNegatives: shares.map((share, j) => ((1 + pull) * share - pull * ofWeights[j]) / t),
    weights: ofWeights.map((weight) => count * weight),
    clamped: false,
  };
  return withoutFalseNegatives(mass, similarities, t, tauPlus);
}
