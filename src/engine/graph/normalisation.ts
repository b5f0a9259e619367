// Batch and layer normalisation.
import { add, divide, multiply, subtract } from './arithmetic';
import { sqrt } from './elementwise';
import { reshape } from './layout';
import { reduceSum } from './reduction';
import { requireSameType, sameShape, ShapeError, sizeOf } from './shape';
import { filled, withGradient } from './sources';
import { mean, reduceSumSquare } from './statistics';
import { tensor, type Shape, type Tensor } from './tensor';

/**
 * scale · x + shift, a value of each for every channel: x [n, c] or [n, c, h, w], scale and shift
 * [c].
 */
export function channelAffine(x: Tensor, scale: Tensor, shift: Tensor): Tensor {
  const channels = [x.shape[1]];
  if (!sameShape(scale.shape, channels) || !sameShape(shift.shape, channels))
    throw new ShapeError(
      'channelAffine',
      [x.shape, scale.shape, shift.shape],
      'one value a channel is needed',
    );
  for (const operand of [scale, shift]) requireSameType('channelAffine', x, operand);
  return tensor('channelAffine', {
    attributes: {},
    inputs: [x, scale, shift],
    shape: x.shape,
    dtype: x.dtype,
    gradient: (g) => {
      const axes = besideChannel(x.shape);
      return [
        multiply(g, perChannel(scale, x.shape)),
        reshape(reduceSum(multiply(g, x), axes), channels),
        reshape(reduceSum(g, axes), channels),
      ];
    },
  });
}

interface ChannelStatistics {
  /** [c] */
  readonly mean: Tensor;
  /** Biased, [c]. */
  readonly variance: Tensor;
}

export interface BatchStatistics extends ChannelStatistics {
  /** x − mean, of x's shape. */
  readonly deviation: Tensor;
}

interface Affine {
  /** γ and β, [c] (batch) or [last size] (layer). */
  readonly scale: Tensor;
  readonly shift: Tensor;
  readonly epsilon?: number;
}

/** Mean and biased variance of every channel of x: [n, c] or [n, c, h, w]. */
export function batchStatistics(x: Tensor): BatchStatistics {
  const axes = besideChannel(x.shape);
  const count = sizeOf(x.shape) / x.shape[1];
  const centre = reshape(mean(x, axes), [-1]);
  const deviation = channelAffine(x, filled(1, centre.shape), multiply(centre, -1));
  const variance = multiply(reduceSumSquare(deviation, axes), 1 / count);
  return { mean: centre, variance: reshape(variance, [-1]), deviation };
}

/**
 * γ (x − μ) / √(σ² + ε) + β with the statistics of the batch itself (Ioffe & Szegedy 2015). The
 * gradient flows through them: with d = x − μ, a = γ / √(σ² + ε) and means over the batch,
 * ∂x = a (g − mean g) − a d · mean(g d) / (σ² + ε). What is said of a channel is worked out on
 * channels, so that few passes over the pictures remain.
 */
export function batchNormTraining(x: Tensor, statistics: BatchStatistics, affine: Affine): Tensor {
  const { scale, shift, epsilon = 1e-5 } = affine;
  const { deviation, variance } = statistics;
  const axes = besideChannel(x.shape);
  const count = sizeOf(x.shape) / x.shape[1];
  const spread = add(variance, epsilon);
  const inverse = divide(1, sqrt(spread));
  const factor = multiply(scale, inverse);
  const y = channelAffine(deviation, factor, shift);
  return withGradient(y, [x, scale, shift], (g) => {
    const sum = reshape(reduceSum(g, axes), [-1]);
    const agreement = reshape(reduceSum(multiply(g, deviation), axes), [-1]);
    const slope = multiply(factor, divide(multiply(agreement, 1 / count), spread));
    const offset = multiply(factor, multiply(sum, -1 / count));
    const correction = channelAffine(deviation, slope, filled(0, slope.shape));
    const byX = subtract(channelAffine(g, factor, offset), correction);
    return [byX, multiply(agreement, inverse), sum];
  });
}

/** The same with statistics kept from training: an affine map of every channel. */
export function batchNormInference(
  x: Tensor,
  statistics: ChannelStatistics,
  affine: Affine,
): Tensor {
  const { epsilon = 1e-5 } = affine;
  const factor = divide(affine.scale, sqrt(add(statistics.variance, epsilon)));
  const offset = subtract(affine.shift, multiply(statistics.mean, factor));
  return channelAffine(x, factor, offset);
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
