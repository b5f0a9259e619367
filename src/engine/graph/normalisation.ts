// Batch and layer normalisation.
import { add, divide, multiply, subtract } from './arithmetic';
import { sqrt } from './elementwise';
import { reshape } from './layout';
import { reduceSum } from './reduction';
import { sizeOf } from './shape';
import { withGradient } from './sources';
import { mean } from './statistics';
import type { Shape, Tensor } from './tensor';

interface Statistics {
  /** [c] */
  readonly mean: Tensor;
  /** Biased, [c]. */
  readonly variance: Tensor;
}

export interface BatchStatistics extends Statistics {
  /** x − mean, of x's shape. */
  readonly deviation: Tensor;
}

interface Affine {
  /** γ and β, [c] (batch) or [last size] (layer). */
  readonly scale: Tensor;
  readonly shift: Tensor;
  readonly epsilon?: number;
}

/** Mean and biased variance of every channel of x: [n, c] or [n, c, h, w], without gradient. */
export function batchStatistics(x: Tensor): BatchStatistics {
  const axes = besideChannel(x.shape);
  const centre = mean(x, axes);
  const deviation = subtract(x, centre);
  const variance = mean(multiply(deviation, deviation), axes);
  return { mean: reshape(centre, [-1]), variance: reshape(variance, [-1]), deviation };
}

/**
 * γ (x − μ) / √(σ² + ε) + β with the statistics of the batch itself (Ioffe & Szegedy 2015). The
 * gradient flows through them: with d = x − μ, a = γ / √(σ² + ε) and means over the batch,
 * ∂x = a (g − mean g) − a d · mean(g d) / (σ² + ε). Few passes over the pictures, many over channels.
 */
export function batchNormTraining(x: Tensor, statistics: BatchStatistics, affine: Affine): Tensor {
  const { scale, epsilon = 1e-5 } = affine;
  const { deviation } = statistics;
  const axes = besideChannel(x.shape);
  const column = (v: Tensor): Tensor => perChannel(v, x.shape);
  const spread = add(column(statistics.variance), epsilon);
  const inverse = divide(1, sqrt(spread));
  const factor = multiply(column(scale), inverse);
  const y = add(multiply(deviation, factor), column(affine.shift));
  const count = sizeOf(x.shape) / sizeOf(scale.shape);
  return withGradient(y, [x, scale, affine.shift], (g) => {
    const byShift = reshape(reduceSum(g, axes), column(scale).shape);
    const agreement = reshape(reduceSum(multiply(g, deviation), axes), column(scale).shape);
    const slope = multiply(factor, divide(multiply(agreement, 1 / count), spread));
    const offset = multiply(factor, multiply(byShift, 1 / count));
    return [
      subtract(multiply(g, factor), add(multiply(deviation, slope), offset)),
      reshape(multiply(agreement, inverse), scale.shape),
      reshape(byShift, scale.shape),
    ];
  });
}

/** The same with statistics kept from training: an affine map of every channel. */
export function batchNormInference(x: Tensor, statistics: Statistics, affine: Affine): Tensor {
  const { epsilon = 1e-5 } = affine;
  const factor = divide(affine.scale, sqrt(add(statistics.variance, epsilon)));
  const offset = subtract(affine.shift, multiply(statistics.mean, factor));
  return add(multiply(x, perChannel(factor, x.shape)), perChannel(offset, x.shape));
}

/** Normalises each row along the last axis (Ba et al. 2016). */
export function layerNorm(x: Tensor, { scale, shift, epsilon = 1e-5 }: Affine): Tensor {
  const deviation = subtract(x, mean(x, [-1]));
  const variance = mean(multiply(deviation, deviation), [-1]);
  return add(multiply(divide(deviation, sqrt(add(variance, epsilon))), scale), shift);
}

/** A value per channel [c] in the shape that broadcasts over [n, c] or [n, c, h, w]. */
export function perChannel(value: Tensor, shape: Shape): Tensor {
  return reshape(value, [shape[1], ...shape.slice(2).map(() => 1)]);
}

function besideChannel(shape: Shape): number[] {
  return shape.flatMap((_, axis) => (axis === 1 ? [] : [axis]));
}
