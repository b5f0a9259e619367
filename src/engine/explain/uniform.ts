// The plain sum of NT-Xent (Chen et al. 2020, arXiv 2002.05709, equation 1).
import type { Similarities } from './anchor';
import type { Mass } from './mass';
import { logSumExp, softMax } from './soft-max';

/** G = Σⱼ exp(sⱼ / t); ∂ log G / ∂sⱼ = exp(sⱼ / t) / (t G). */
export function uniform({ positives, negatives }: Similarities, t: number): Mass {
  return {
    log: logSumExp(negatives, 1 / t),
    byPositives: new Float64Array(positives.length),
    byNegatives: softMax(negatives, 1 / t).map((share) => share / t),
    weights: new Float64Array(negatives.length).fill(1),
    clamped: false,
  };
}
