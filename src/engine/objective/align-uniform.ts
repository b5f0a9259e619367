// Alignment and uniformity: Wang & Isola, "Understanding Contrastive Representation Learning
// through Alignment and Uniformity on the Hypersphere", ICML 2020 (arXiv 2005.10242), sections
// 4.1.1 and 4.1.2.
import { add, multiply, power } from '../graph/arithmetic';
import { equal, greater, not, select } from '../graph/comparison';
import { reshape } from '../graph/layout';
import { sliceAxis } from '../graph/slicing';
import { constant } from '../graph/sources';
import { mean } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { InputError } from '../input-error';
import { centredUnitRows } from '../negatives/centred-rows';
import { pairedSquaredDistances, squaredDistances } from '../negatives/distance';
import type { Rows } from '../negatives/rows';
import { logMeanExp } from './log-mean-exp';
import type { Loss, ObjectiveSettings } from './loss';

/**
 * L = align_weight · meanᵢ ‖xᵢ − yᵢ‖^alpha + uniform_weight · (U(x) + U(y)) / 2 with
 * U(x) = log mean_{i<j} exp(−t ‖xᵢ − xⱼ‖²), xᵢ and yᵢ the unit rows of sample i's two views,
 * [n / 2, d] each.
 *
 * Uniformity is of all pairs of a view: it knows no negatives, so classes, kin and exclusions do
 * not apply. Equal views have no gradient, also where alpha < 1 and it would be boundless.
 * @throws InputError where rows are single, or show one sample only.
 */
export function alignUniform(rows: Rows, settings: ObjectiveSettings<'align-uniform'>): Loss {
  const { alpha, t, align_weight: alignWeight, uniform_weight: uniformWeight } = settings;
  const [x, y] = views(rows);
  const alignment = align(x, y, alpha);
  const uniformity = multiply(add(uniform(x, t), uniform(y, t)), 0.5);
  return {
    loss: add(multiply(alignment, alignWeight), multiply(uniformity, uniformWeight)),
    diagnostics: { alignment, uniformity },
  };
}

function views({ z, twins }: Rows): [Tensor, Tensor] {
  const [n] = z.shape;
  if (!twins || n < 4)
    throw new InputError(
      'align-uniform compares two views of at least two samples: give paired rows, or use supcon, triplet, lifted or contrastive for single ones.',
    );
  const unit = centredUnitRows(z);
  return [sliceAxis(unit, 0, 0, n / 2), sliceAxis(unit, 0, n / 2, n)];
}

function align(x: Tensor, y: Tensor, alpha: number): Tensor {
  const squared = pairedSquaredDistances(x, y);
  if (alpha === 2) return mean(squared, undefined, false);
  const apart = greater(squared, 0);
  return mean(select(apart, power(select(apart, squared, 1), alpha / 2), 0), undefined, false);
}

function uniform(x: Tensor, t: number): Tensor {
  return logMeanExp(multiply(squaredDistances(x, x), -t), not(diagonal(x.shape[0])));
}

/** bool [n, n] */
function diagonal(n: number): Tensor {
  const numbers = constant(Float32Array.from({ length: n }, (_, i) => i));
  return equal(reshape(numbers, [-1, 1]), reshape(numbers, [1, -1]));
}
