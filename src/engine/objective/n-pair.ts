// N-pair loss: Sohn, "Improved Deep Metric Learning with Multi-class N-pair Loss Objective",
// NeurIPS 2016, equation 6 (N-pair-mc) and section 3.2.2 (the penalty of long rows).
import { add, multiply, subtract } from '../graph/arithmetic';
import { softplus, sqrt } from '../graph/elementwise';
import { reduceSum } from '../graph/reduction';
import { constant } from '../graph/sources';
import { l2Normalise, mean, reduceSumSquare } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { compare } from '../negatives/compare';
import { positiveOf, singleRows } from '../negatives/comparison';
import { negativeMass } from '../negatives/counting';
import type { Rows } from '../negatives/rows';
import { swapHalves } from '../negatives/within-batch';
import { negativeDiagnostics } from './diagnostics';
import type { Loss, NegativesSettings, ObjectiveSettings } from './loss';

/**
 * For B pairs (f, f⁺), rows of any length [2B, d]:
 *
 *   (1 / B) Σᵢ log( 1 + Σ_{j ≠ i} exp(fᵢ · fⱼ⁺ − fᵢ · fᵢ⁺) ) + l2 · (1 / 2B) Σᵢ ( ‖fᵢ‖² + ‖fᵢ⁺‖² )
 *
 * The first views are the anchors, and the second ones of the other pairs their negatives,
 * whatever `among` says. The paper names no constant of the penalty: here `l2` multiplies the mean
 * squared length (TensorFlow's `npairs_loss` halves it). On unit rows and without the penalty it
 * is one direction of InfoNCE at temperature 1; other masses than the plain sum read the dot
 * products as they would cosines.
 * @throws InputError where rows are single.
 */
export function nPair(
  rows: Rows,
  { l2 }: ObjectiveSettings<'n-pair'>,
  negatives: NegativesSettings,
): Loss {
  if (!rows.twins) throw singleRows();
  const fromFirst: Rows = { ...rows, anchors: rows.anchors ?? firstViews(rows.z) };
  const comparison = compare(fromFirst, acrossViews(negatives));
  const mass = negativeMass(comparison, 1, negatives);
  const each = softplus(subtract(mass.log, positiveOf(comparison)));
  const squares = reduceSumSquare(rows.z, [1]);
  const penalty = multiply(mean(squares, undefined, false), l2);
  return {
    loss: add(mean(each, undefined, false), penalty),
    diagnostics: {
      positiveCosine: meanCosineOfPairs(rows.z),
      meanLength: mean(sqrt(squares), undefined, false),
      ...negativeDiagnostics(comparison, mass),
    },
  };
}

function firstViews({ shape: [n] }: Tensor): Tensor {
  return constant(BigInt64Array.from({ length: n / 2 }, (_, row) => BigInt(row)));
}

function acrossViews(negatives: NegativesSettings): NegativesSettings {
  return negatives.from === 'batch' ? { ...negatives, among: 'other-view' } : negatives;
}

function meanCosineOfPairs(z: Tensor): Tensor {
  const unit = l2Normalise(z);
  return mean(reduceSum(multiply(unit, swapHalves(unit)), [1]), undefined, false);
}
