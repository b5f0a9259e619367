// Sums over axes and their adjoint, broadcasting. Narrow values add up in float32.
import { broadcastShapes, normaliseAxes, sameShape, ShapeError } from './shape';
import { isNarrow, tensor, type Shape, type Tensor } from './tensor';
import { reshape } from './layout';
import { widened } from './widened';

/** Sum over `axes` (all by default, [] for none); the axes stay with size 1 unless `keepDims` is false. */
export function reduceSum(x: Tensor, axes?: readonly number[], keepDims = true): Tensor {
  const over = normaliseAxes('reduceSum', axes, x.shape);
  if (over.length === 0) return x;
  if (isNarrow(x.dtype)) return widened(x, (wide) => reduceSum(wide, over, keepDims));
  const kept = tensor('reduceSum', {
    attributes: { axes: over },
    inputs: [x],
    shape: reducedShape(x.shape, over),
    gradient: (g) => [broadcastTo(g, x.shape)],
  });
  return keepDims ? kept : dropAxes(kept, over);
}

/** Repeats `x` along axes of size 1 (and new leading axes) up to `shape`. */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  if (!sameShape(broadcastShapes('broadcastTo', x.shape, shape), shape))
    throw new ShapeError('broadcastTo', [x.shape, shape], 'the first cannot grow into the second');
  return tensor('broadcastTo', {
    attributes: {},
    inputs: [x],
    shape,
    dtype: x.dtype,
    gradient: (g) => [sumTo(g, x.shape)],
  });
}

/** Sums `x` down to `shape`: undoes broadcasting in a gradient. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const lead = x.shape.length - shape.length;
  const axes = x.shape.flatMap((size, i) =>
    i < lead || (shape[i - lead] === 1 && size !== 1) ? [i] : [],
  );
  return reshape(reduceSum(x, axes), shape);
}

export function reducedShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((size, i) => (axes.includes(i) ? 1 : size));
}

/** Removes axes of size 1. */
export function dropAxes(x: Tensor, axes: readonly number[]): Tensor {
  return reshape(
    x,
    x.shape.filter((_, i) => !axes.includes(i)),
  );
}
