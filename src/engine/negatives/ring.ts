// Ring of negatives: Wu et al., "Conditional Negative Sampling for Contrastive Learning of Visual
// Representations", ICLR 2021 (arXiv 2010.02037): ring discrimination.
import type { Tensor } from '../graph/tensor';
import type { Comparison, Counted } from './comparison';
import { keepRange } from './rank-range';

/**
 * Sᵢ = { j : ω_l ≤ percentile of sᵢⱼ < ω_u } of each anchor's own N negatives, the hardest first:
 * ranks [int(lower % · N), int(upper % · N)), at least one of them. The negatives left count alike:
 *
 *   ℓᵢ = −log( exp(sᵢ⁺ / t) / (exp(sᵢ⁺ / t) + Σ_{j ∈ Sᵢ} exp(sᵢⱼ / t)) )
 *
 * `lower` 0 is the paper's ball; `upper` 100 as well is InfoNCE. In percent of all negatives: the
 * authors' code takes its inner threshold as a share of the outer one (0.1 of 0.1 is `lower` 1).
 * `upper` may change while training: then it is a scalar tensor.
 */
export function ring(
  comparison: Comparison,
  { lower, upper }: { lower: number; upper: number | Tensor },
): Counted {
  return keepRange(comparison, { lower, upper, atLeastOne: true });
}
