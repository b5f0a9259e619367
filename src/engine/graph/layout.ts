// The same values in another arrangement: reshape and transpose.
import { normaliseAxis, sameShape, ShapeError, sizeOf } from './shape';
import { tensor, type Shape, type Tensor } from './tensor';

/** The values in row-major order under another shape; one size may be −1 and is worked out. */
export function reshape(x: Tensor, to: Shape): Tensor {
  const known = sizeOf(to.filter((size) => size !== -1));
  const shape = to.map((size) => (size === -1 ? sizeOf(x.shape) / known : size));
  if (sameShape(x.shape, shape)) return x;
  if (sizeOf(shape) !== sizeOf(x.shape) || shape.some((size) => !Number.isInteger(size)))
    throw new ShapeError('reshape', [x.shape, to], 'the number of elements differs');
  return tensor('reshape', {
    attributes: {},
    inputs: [x],
    shape,
    dtype: x.dtype,
    gradient: (g) => [reshape(g, x.shape)],
  });
}

/** Axis i of the result is axis permutation[i] of `x`; by default the last two are swapped. */
export function transpose(
  x: Tensor,
  permutation: readonly number[] = lastTwoSwapped(x.shape),
): Tensor {
  const axes = permutation.map((axis) => normaliseAxis('transpose', axis, x.shape));
  if (new Set(axes).size !== x.shape.length || axes.length !== x.shape.length)
    throw new ShapeError('transpose', [x.shape, permutation], 'the second is no order of the axes');
  return tensor('transpose', {
    attributes: { permutation: axes },
    inputs: [x],
    shape: axes.map((axis) => x.shape[axis]),
    dtype: x.dtype,
    gradient: (g) => [transpose(g, inverse(axes))],
  });
}

function lastTwoSwapped(shape: Shape): number[] {
  const axes = shape.map((_, i) => i);
  return [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
}

function inverse(permutation: readonly number[]): number[] {
  return permutation.map((_, axis) => permutation.indexOf(axis));
}
