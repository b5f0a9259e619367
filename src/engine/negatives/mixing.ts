// Synthetic hard negatives (MoCHi): Kalantidis et al., "Hard Negative Mixing for Contrastive
// Learning", NeurIPS 2020 (arXiv 2010.01028): mixing of the hardest negatives, and with the query.
import { add, divide, maximum, minimum, multiply, subtract } from '../graph/arithmetic';
import { and, cast, greater, select } from '../graph/comparison';
import { sqrt } from '../graph/elementwise';
import { gatherElements } from '../graph/indexing';
import { matmul } from '../graph/matmul';
import { reduceSum } from '../graph/reduction';
import { concat } from '../graph/slicing';
import { input, stopGradient } from '../graph/sources';
import { logSumExp } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { candidateProducts } from './candidate-products';
import type { Comparison } from './comparison';
import { hardestFirst } from './hardest';
import { MIX, type MixSizes } from './mix-draws';
import { uniformMass, type NegativeMass } from './negative-mass';
import { rankWithin } from './rank-within';
import { asFloats } from './row-numbers';

interface MixingSettings extends Omit<MixSizes, 'anchors'> {
  readonly temperature: number;
  /** Above 0 where synthetic negatives count, a scalar. */
  readonly active: Tensor;
  /** Whether the candidates are stored rows, which have no gradient anyway. */
  readonly stored: boolean;
}

/**
 * G = Σⱼ exp(q · nⱼ / t) + Σₖ exp(q · hₖ / t) + Σₖ exp(q · h′ₖ / t) with unit rows q, n and, of
 * the N (`hardest`) negatives nearest to q,
 *
 *   h  = normalise(α n_u + (1 − α) n_v), α ~ U(0, 1), s (`pairs`) of them
 *   h′ = normalise(β q + (1 − β) n_u), β ~ U(0, 0.5), s′ (`mixed`) of them
 *
 * No gradient flows through h and h′, only through the anchor that they are compared with. Ranks
 * u, v and coefficients are fed (`MIX`). An anchor with fewer than N negatives takes ranks modulo
 * their number, and one without any has no synthetic ones either. s = s′ = 0 adds nothing.
 */
export function mixedMass(comparison: Comparison, settings: MixingSettings): NegativeMass {
  const { temperature, active, pairs, mixed } = settings;
  const plain = uniformMass(comparison, temperature);
  if (pairs + mixed === 0) return plain;
  const hard = hardNegatives(comparison, settings);
  const cosines = [
    ...(pairs > 0 ? [betweenNegatives(hard, pairs)] : []),
    ...(mixed > 0 ? [withTheAnchor(hard, mixed)] : []),
  ];
  const count = and(greater(comparison.count, 0), greater(active, 0));
  const logSynthetic = logSumExp(multiply(concat(cosines, 1), 1 / temperature), [1]);
  return { log: logSumExp(concat([plain.log, select(count, logSynthetic, -Infinity)], 1), [1]) };
}

interface HardNegatives {
  readonly anchors: Tensor;
  /** Without gradient, [candidates, d]. */
  readonly candidates: Tensor;
  /** With gradient by the anchors alone, [anchors, candidates]. */
  readonly cosines: Tensor;
  /** Candidates by the rank that an input names: int64 [anchors, many]. */
  readonly at: (ranks: string, many: number) => Tensor;
}

function hardNegatives(comparison: Comparison, { hardest, stored }: MixingSettings): HardNegatives {
  const { anchors, candidates: given } = comparison.rows;
  const candidates = stopGradient(given);
  const most = Math.min(hardest, given.shape[0]);
  // WebGPU picks among floats, and leaves int64 to the CPU.
  const order = asFloats(hardestFirst(comparison, most), given.shape[0]);
  const available = maximum(minimum(comparison.count, most), 1);
  return {
    anchors,
    candidates,
    cosines: stored ? comparison.cosines : matmul(anchors, candidates, { transposeB: true }),
    at: (ranks, many) => {
      const rank = rankWithin(input(ranks, [anchors.shape[0], many]), available);
      return cast(gatherElements(order, cast(rank, 'int64')), 'int64');
    },
  };
}

/** q · h, [anchors, pairs]. */
function betweenNegatives({ anchors, candidates, cosines, at }: HardNegatives, pairs: number) {
  const [u, v] = [at(MIX.first, pairs), at(MIX.second, pairs)];
  const alpha = input(MIX.alpha, [anchors.shape[0], pairs]);
  const along = mix(alpha, gatherElements(cosines, u), gatherElements(cosines, v));
  return divide(along, mixedLength(alpha, candidateProducts(candidates, u, v)));
}

/** q · h′, [anchors, mixed]. */
function withTheAnchor({ anchors, cosines, at }: HardNegatives, mixed: number): Tensor {
  const beta = input(MIX.beta, [anchors.shape[0], mixed]);
  const own = reduceSum(multiply(anchors, stopGradient(anchors)), [1]);
  const cosine = gatherElements(cosines, at(MIX.rank, mixed));
  return divide(mix(beta, own, cosine), mixedLength(beta, stopGradient(cosine)));
}

/** share · a + (1 − share) · b */
function mix(share: Tensor, a: Tensor, b: Tensor): Tensor {
  return add(multiply(share, a), multiply(subtract(1, share), b));
}

/**
 * ‖share · a + (1 − share) · b‖ of unit rows with a · b = `product`. What two opposite rows make has
 * no direction: it stays as short as it is.
 */
function mixedLength(share: Tensor, product: Tensor): Tensor {
  const lost = multiply(multiply(share, subtract(1, share)), subtract(1, product));
  const square = subtract(1, multiply(lost, 2));
  return sqrt(select(greater(square, 1e-6), square, 1));
}
