// G: what stands for the negatives in the denominator of an InfoNCE loss. How negatives count is
// the choice of G, and nothing else; everything is in the log domain, so that no temperature
// overflows.
import { multiply } from '../graph/arithmetic';
import { select } from '../graph/comparison';
import { logSumExp } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import type { Counted } from './comparison';

export interface NegativeMass {
  /** log Gᵢ, [anchors, 1]. */
  readonly log: Tensor;
  /** 1 for anchors whose estimate was below its floor: their negatives get no gradient. [anchors, 1] */
  readonly clamped?: Tensor;
}

/** log Σⱼ exp(logitᵢⱼ) over the negatives of each anchor, [anchors, 1]. */
export function logSumOverNegatives(
  { negatives }: Pick<Counted, 'negatives'>,
  logits: Tensor,
): Tensor {
  return logSumExp(negatives ? select(negatives, logits, -Infinity) : logits, [1]);
}

/** G = Σⱼ exp(sᵢⱼ / t): every negative counts alike (NT-Xent, Chen et al. 2020, equation 1). */
export function uniformMass(comparison: Counted, temperature: number): NegativeMass {
  return { log: logSumOverNegatives(comparison, multiply(comparison.cosines, 1 / temperature)) };
}
