// Hard negatives by importance sampling: Robinson et al., "Contrastive Learning with Hard Negative
// Samples", ICLR 2021 (arXiv 2010.04592), equation 4 and its estimator in section 4.
import { add, divide, multiply, subtract } from '../graph/arithmetic';
import { greater, select } from '../graph/comparison';
import { exp, log } from '../graph/elementwise';
import { reduceSum } from '../graph/reduction';
import { stopGradient, withGradient } from '../graph/sources';
import { reduceMax } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import type { Comparison } from './comparison';
import { logCount, withoutFalseNegatives } from './debiased';
import type { NegativeMass } from './negative-mass';

interface HardSettings {
  readonly temperature: number;
  readonly tauPlus: number;
  /** β ≥ 0, a scalar: the concentration on near negatives; it may change while training. */
  readonly beta: Tensor;
  /** The authors' code lets the gradient flow through the weights. */
  readonly detachWeights: boolean;
}

/**
 * G = max( (R − τ⁺ N p) / (1 − τ⁺), N e^(−1/t) ) with
 * R = N Σⱼ wᵢⱼ exp(sᵢⱼ / t) / Σⱼ wᵢⱼ and wᵢⱼ = exp(β sᵢⱼ / t).
 * β = 0 is the debiased mass; τ⁺ = 0 as well is NT-Xent.
 */
export function hardMass(comparison: Comparison, settings: HardSettings): NegativeMass {
  const logReweighted = add(logWeightedMean(comparison, settings), logCount(comparison));
  return withoutFalseNegatives(logReweighted, comparison, settings);
}

/**
 * log( Σⱼ wⱼ eⱼ / Σⱼ wⱼ ) of e = exp(s / t), [anchors, 1]; both sums are shifted by the nearest
 * negative, whose share of each is then 1. Its gradient by s is
 * ( (1 + β) wⱼ eⱼ / Σ w e − β wⱼ / Σ w ) / t, or wⱼ eⱼ / Σ w e / t where weights are detached.
 */
function logWeightedMean(
  comparison: Comparison,
  { temperature, beta, detachWeights }: HardSettings,
): Tensor {
  const { cosines, negatives, count } = comparison;
  const only = (x: Tensor, otherwise: number): Tensor =>
    negatives ? select(negatives, x, otherwise) : x;
  const logits = only(stopGradient(multiply(cosines, 1 / temperature)), -Infinity);
  // An anchor without negatives has no nearest one; its sums are 0.
  const some = greater(count, 0);
  const nearest = select(some, reduceMax(logits, [1]), 0);
  const behind = subtract(logits, nearest);
  // 0 · −∞ is no number, so at β = 0 what is no negative is taken out once more.
  const weights = only(exp(multiply(behind, beta)), 0);
  const weighted = multiply(weights, exp(behind));
  const [weightSum, weightedSum] = [weights, weighted].map((x) =>
    select(some, reduceSum(x, [1]), 1),
  );
  const value = add(subtract(log(weightedSum), log(weightSum)), nearest);
  return withGradient(value, [cosines], (gradient) => {
    const g = multiply(gradient, 1 / temperature);
    const pulled = multiply(weighted, divide(g, weightedSum));
    if (detachWeights) return [pulled];
    const share = multiply(beta, divide(g, weightSum));
    return [subtract(multiply(pulled, add(beta, 1)), multiply(weights, share))];
  });
}
