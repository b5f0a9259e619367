// Debiased contrastive learning: Chuang et al., "Debiased Contrastive Learning", NeurIPS 2020
// (arXiv 2007.00224), equations 6 to 8 with one positive (M = 1).
import { add, divide, maximum, subtract } from '../graph/arithmetic';
import { and, cast, greater, not, select } from '../graph/comparison';
import { log, logOneMinusExp } from '../graph/elementwise';
import { stopGradient } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { positiveOf, type Comparison } from './comparison';
import { uniformMass, type NegativeMass } from './negative-mass';

/**
 * G = max( (S − τ⁺ N p) / (1 − τ⁺), N e^(−1/t) ) with S = Σⱼ exp(sᵢⱼ / t), p = exp(sᵢ⁺ / t):
 * negatives drawn from the data contain a share τ⁺ of the anchor's own class, whose mass is
 * estimated by the positive and taken out. τ⁺ = 0 is NT-Xent.
 */
export function debiasedMass(
  comparison: Comparison,
  { temperature, tauPlus }: { temperature: number; tauPlus: number },
): NegativeMass {
  const mass = uniformMass(comparison, temperature);
  return withoutFalseNegatives(mass.log, comparison, { temperature, tauPlus });
}

/**
 * From the log of a mass M to that of max( (M − τ⁺ N p) / (1 − τ⁺), N e^(−1/t) ), as
 * log M + log(1 − e^(log τ⁺Np − log M)) − log(1 − τ⁺).
 */
export function withoutFalseNegatives(
  logMass: Tensor,
  comparison: Comparison,
  { temperature, tauPlus }: { temperature: number; tauPlus: number },
): NegativeMass {
  if (tauPlus === 0) return { log: logMass };
  const logN = logCount(comparison);
  const logFalse = add(add(divide(positiveOf(comparison), temperature), Math.log(tauPlus)), logN);
  const floor = subtract(logN, 1 / temperature);
  const difference = subtract(logFalse, logMass);
  // The branch that is not taken must not reach the gradient: it may be log of a negative number.
  const positiveEstimate = greater(0, difference);
  const estimate = subtract(
    add(logMass, logOneMinusExp(select(positiveEstimate, difference, -1))),
    Math.log(1 - tauPlus),
  );
  const free = and(positiveEstimate, greater(stopGradient(estimate), floor));
  return {
    log: select(free, estimate, floor),
    // Without negatives nothing is at its floor.
    clamped: cast(and(not(free), greater(comparison.count, 0)), 'float32'),
  };
}

/** log N; −∞ for an anchor without negatives. */
export function logCount({ count }: Comparison): Tensor {
  return select(greater(count, 0), log(maximum(count, 1)), -Infinity);
}
