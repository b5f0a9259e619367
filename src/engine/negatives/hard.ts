// Hard negatives by importance sampling: Robinson et al., "Contrastive Learning with Hard Negative
// Samples", ICLR 2021 (arXiv 2010.04592), equation 4 and its estimator in section 4.
import { add, multiply, subtract } from '../graph/arithmetic';
import { greater, select } from '../graph/comparison';
import { stopGradient } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import type { Comparison } from './comparison';
import { logCount, withoutFalseNegatives } from './debiased';
import { logSumOverNegatives, type NegativeMass } from './negative-mass';

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
 * R = Σⱼ wᵢⱼ exp(sᵢⱼ / t) / meanⱼ wᵢⱼ and wᵢⱼ = exp(β sᵢⱼ / t), that is
 * log R = LSE((1 + β) s / t) − LSE(β s / t) + log N.
 * β = 0 is the debiased mass; τ⁺ = 0 as well is NT-Xent.
 */
export function hardMass(comparison: Comparison, settings: HardSettings): NegativeMass {
  const { temperature, beta, detachWeights } = settings;
  const logits = multiply(comparison.cosines, 1 / temperature);
  const logWeights = detach(multiply(logits, beta), detachWeights);
  const logWeight = logSumOverNegatives(comparison, logWeights);
  // Without negatives both sums are −∞, and so must be their quotient.
  const some = greater(comparison.count, 0);
  const logReweighted = add(
    subtract(logSumOverNegatives(comparison, add(logits, logWeights)), select(some, logWeight, 0)),
    logCount(comparison),
  );
  return withoutFalseNegatives(logReweighted, comparison, settings);
}

function detach(x: Tensor, yes: boolean): Tensor {
  return yes ? stopGradient(x) : x;
}
