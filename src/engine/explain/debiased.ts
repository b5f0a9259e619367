// Debiased contrastive learning: Chuang et al. 2020 (arXiv 2007.00224), equations 6 to 8.
import { twinOf, type Similarities } from './anchor';
import type { Mass } from './mass';
import { uniform } from './uniform';

/** G = max( (S − τ⁺ N p) / (1 − τ⁺), N e^(−1/t) ), S = Σⱼ exp(sⱼ / t). */
export function debiased(similarities: Similarities, t: number, tauPlus: number): Mass {
  return withoutFalseNegatives(uniform(similarities, t), similarities, t, tauPlus);
}

/**
 * From a mass M to G = max( (M − τ⁺ N p) / (1 − τ⁺), N e^(−1/t) ), p = exp(s⁺ / t). With
 * x = τ⁺ N p / M the slopes are
 * ∂ log G / ∂sⱼ = (∂ log M / ∂sⱼ) / (1 − x) and ∂ log G / ∂s⁺ = −x / (t (1 − x)); at the floor they are 0.
 */
export function withoutFalseNegatives(
  mass: Mass,
  similarities: Similarities,
  t: number,
  tauPlus: number,
): Mass {
  if (tauPlus === 0) return mass;
  const logN = Math.log(similarities.negatives.length);
  const x = Math.exp(Math.log(tauPlus) + logN + twinOf(similarities) / t - mass.log);
  const estimate = mass.log + Math.log1p(-x) - Math.log(1 - tauPlus);
  const floor = logN - 1 / t;
  if (similarities.negatives.length === 0) return mass;
  if (!(estimate > floor)) return atFloor(mass, floor);
  return {
    ...mass,
    log: estimate,
    byPositives: mass.byPositives.map((_, i) => (i === 0 ? -x / (t * (1 - x)) : 0)),
    byNegatives: mass.byNegatives.map((slope) => slope / (1 - x)),
  };
}

function atFloor(mass: Mass, floor: number): Mass {
  return {
    ...mass,
    log: floor,
    byPositives: mass.byPositives.map(() => 0),
    byNegatives: mass.byNegatives.map(() => 0),
    clamped: true,
  };
}
