// Lifted structure: Song et al., "Deep Metric Learning via Lifted Structured Feature Embedding",
// CVPR 2016 (arXiv 1511.06452), equations 3 (max) and 4 (smooth).
import { add, maximum, multiply, subtract } from '../graph/arithmetic';
import { and, cast, greater, select } from '../graph/comparison';
import { abs, negate, relu, softplus } from '../graph/elementwise';
import { transpose } from '../graph/layout';
import { broadcastTo } from '../graph/reduction';
import { concat } from '../graph/slicing';
import { filled } from '../graph/sources';
import { logSumExp, reduceMax } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import type { Rows } from '../negatives/rows';
import { swapHalves } from '../negatives/within-batch';
import {
  comparedDistances,
  distanceDiagnostics,
  meanAmong,
  type Compared,
} from './compared-distances';
import type { Loss, NegativesSettings, ObjectiveSettings } from './loss';

/**
 * J = 1 / (2 |P|) Σ_{(i,j) ∈ P} max(0, Jᵢⱼ)² over the pairs P of positives, with
 *
 *   smooth: Jᵢⱼ = log( Σ_{k ∈ N(i)} e^(margin − Dᵢₖ) + Σ_{l ∈ N(j)} e^(margin − Dⱼₗ) ) + Dᵢⱼ
 *   max:    Jᵢⱼ = max( max_{k ∈ N(i)} margin − Dᵢₖ, max_{l ∈ N(j)} margin − Dⱼₗ ) + Dᵢⱼ
 *
 * N(i) the negatives of i and D the Euclidean distance between unit rows of z [n, d] (the paper's
 * rows are of any length). smooth ≥ max, and equals it where one negative is all there is. A pair
 * without negatives costs nothing; without pairs the loss is 0. Every pair is met from both its
 * rows, which the mean does not change.
 *
 * Against stored keys, whose own negatives are not known, Jᵢⱼ takes those of the anchor alone.
 */
export function lifted(
  rows: Rows,
  { margin, form }: ObjectiveSettings<'lifted'>,
  settings: NegativesSettings,
): Loss {
  const compared = comparedDistances(rows, settings);
  const { positives, negatives } = compared;
  const own = nearness(negatives, margin, form);
  const joined = (form === 'max' ? maximum : logAddExp)(own, ofPositives(rows, own));
  const excess = relu(add(joined, positives.distances));
  const active = and(greater(excess, 0), positives.among);
  return {
    loss: multiply(meanAmong(multiply(excess, excess), positives.among), 0.5),
    diagnostics: {
      ...distanceDiagnostics(compared),
      activePairs: meanAmong(cast(active, 'float32'), positives.among),
    },
  };
}

/** Stands for log 0: below any distance, and finite, for −∞ − −∞ is no number. */
const NOTHING = -1e4;

/** log Σₖ e^(margin − Dᵢₖ), or the largest exponent: [anchors, 1]. */
function nearness({ distances, among }: Compared, margin: number, form: 'smooth' | 'max'): Tensor {
  const exponents = select(among, subtract(margin, distances), NOTHING);
  return form === 'max' ? reduceMax(exponents, [1]) : logSumExp(exponents, [1]);
}

/** The same of the row that each positive is, in the order of `ComparedDistances.positives`. */
function ofPositives({ twins, classes, stored }: Rows, own: Tensor): Tensor {
  if (stored) return filled(NOTHING, [1, 1]);
  const candidates = transpose(own);
  if (!classes) return swapHalves(own);
  if (!twins) return candidates;
  const [n] = own.shape;
  return concat([swapHalves(own), broadcastTo(candidates, [n, n])], 1);
}

/** log(e^a + e^b) */
function logAddExp(a: Tensor, b: Tensor): Tensor {
  return add(maximum(a, b), softplus(negate(abs(subtract(a, b)))));
}
