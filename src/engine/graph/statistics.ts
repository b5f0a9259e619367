// Means, variances, maxima, soft maxima: what is said of a tensor along axes.
import { add, divide, multiply, subtract } from './arithmetic';
import { cast, equal, greater, select } from './comparison';
import { exp, log, sqrt } from './elementwise';
import { dropAxes, reducedShape, reduceSum } from './reduction';
import { normaliseAxes, normaliseAxis, sizeOf } from './shape';
import { stopGradient } from './sources';
import { isNarrow, tensor, type Tensor } from './tensor';
import { widened } from './widened';

/** Mean over `axes` (all by default). */
export function mean(x: Tensor, axes?: readonly number[], keepDims = true): Tensor {
  if (isNarrow(x.dtype)) return widened(x, (wide) => mean(wide, axes, keepDims));
  const sum = reduceSum(x, axes, keepDims);
  return multiply(sum, sizeOf(sum.shape) / sizeOf(x.shape));
}

/** Σ x² over `axes` (all by default), without a tensor of squares. */
export function reduceSumSquare(x: Tensor, axes?: readonly number[], keepDims = true): Tensor {
  const over = normaliseAxes('reduceSumSquare', axes, x.shape);
  if (over.length === 0) return multiply(x, x);
  if (isNarrow(x.dtype)) return widened(x, (wide) => reduceSumSquare(wide, over, keepDims));
  const kept = tensor('reduceSumSquare', {
    attributes: { axes: over },
    inputs: [x],
    shape: reducedShape(x.shape, over),
    gradient: (g) => [multiply(multiply(x, 2), g)],
  });
  return keepDims ? kept : dropAxes(kept, over);
}

/** Maximum over `axes` (all by default); equal maxima share the gradient evenly. */
export function reduceMax(x: Tensor, axes?: readonly number[], keepDims = true): Tensor {
  const over = normaliseAxes('reduceMax', axes, x.shape);
  if (over.length === 0) return x;
  const kept = tensor('reduceMax', {
    attributes: { axes: over },
    inputs: [x],
    shape: reducedShape(x.shape, over),
    dtype: x.dtype,
    gradient: (g, y) => {
      const attained = cast(equal(x, y), x.dtype);
      return [multiply(attained, divide(g, reduceSum(attained, over)))];
    },
  });
  return keepDims ? kept : dropAxes(kept, over);
}

/**
 * log Σ exp(x) over `axes`, shifted by the maximum so that nothing overflows. A slice that is all
 * −∞ gives −∞, and its gradient is 0.
 */
export function logSumExp(x: Tensor, axes?: readonly number[], keepDims = true): Tensor {
  const over = normaliseAxes('logSumExp', axes, x.shape);
  const max = stopGradient(reduceMax(x, over));
  const finite = greater(max, -3.4e38);
  const shift = select(finite, max, 0);
  const total = reduceSum(exp(subtract(x, shift)), over);
  // The log of nothing's 0 is NaN in the gradient, and on a GPU any large negative number.
  const sum = add(log(select(finite, total, 1)), shift);
  const kept = select(finite, sum, max);
  return keepDims ? kept : dropAxes(kept, over);
}

/** exp(x) / Σ exp(x) along one axis. */
export function softmax(x: Tensor, axis = -1): Tensor {
  const along = normaliseAxis('softmax', axis, x.shape);
  return tensor('softmax', {
    attributes: { axis: along },
    inputs: [x],
    shape: x.shape,
    dtype: x.dtype,
    gradient: (g, y) => {
      const weighted = multiply(g, y);
      return [subtract(weighted, multiply(y, reduceSum(weighted, [along])))];
    },
  });
}

/**
 * x / ‖x‖₂ along the last axis. Rows no longer than ε have no direction: they stay as they are, and
 * so does their gradient, which 1 / ε would blow up. Equal rows give equal results wherever they
 * stand: a sum of squares, unlike a sum, has the same order in every row.
 */
export function l2Normalise(x: Tensor, epsilon = 1e-12): Tensor {
  const square = reduceSumSquare(x, [-1]);
  return divide(x, sqrt(select(greater(square, epsilon ** 2), square, 1)));
}
