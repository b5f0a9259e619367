// Supervised contrastive learning: Khosla et al. 2020 (arXiv 2004.11362), equations 2 and 3.
import type { RunConfig } from '../config/run-config';
import type { AnchorLoss } from './anchor';
import type { Mass } from './mass';
import { logSumExp, softMax } from './soft-max';

type SupconSettings = Extract<RunConfig['objective'], { name: 'supcon' }>;

/**
 * With D = Σₚ exp(sₚ / t) + G, out: ℓ = log D − meanₚ sₚ / t; in: ℓ = log D − log meanₚ exp(sₚ / t);
 * both times t / t_base. An anchor without a positive costs nothing.
 */
export function supcon(
  positives: Float64Array,
  mass: Mass,
  { temperature: t, base_temperature: base = t, form }: SupconSettings,
): AnchorLoss {
  const scale = positives.length === 0 ? 0 : t / base;
  const logSum = logSumExp(positives, 1 / t);
  const logD = logSumExp(Float64Array.of(logSum, mass.log), 1);
  const attraction =
    form === 'in' ? softMax(positives, 1 / t) : positives.map(() => 1 / positives.length);
  const reward = form === 'in' ? logSum - Math.log(positives.length) : mean(positives) / t;
  const share = Math.exp(mass.log - logD);
  return {
    loss: scale === 0 ? 0 : scale * (logD - reward),
    byPositives: positives.map(
      (s, p) =>
        scale * ((Math.exp(s / t - logD) - attraction[p]) / t + share * mass.byPositives[p]),
    ),
    byNegatives: mass.byNegatives.map((slope) => scale * share * slope),
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
