// Picking elements by index tensors (int64), and the adjoint: adding into places.
import { normaliseAxis, sameShape, ShapeError, sizeOf } from './shape';
import { filled } from './sources';
import { tensor, type Shape, type Tensor } from './tensor';
import { reshape } from './layout';

/** Whole slices of `x` along `axis` by `indices` of any shape, which takes that axis' place. */
export function gather(x: Tensor, indices: Tensor, axis = 0): Tensor {
  const along = normaliseAxis('gather', axis, x.shape);
  checkIndices('gather', x, indices);
  return tensor('gather', {
    attributes: { axis: along },
    inputs: [x, indices],
    shape: [...x.shape.slice(0, along), ...indices.shape, ...x.shape.slice(along + 1)],
    dtype: x.dtype,
    gradient: (g) => [scatterSlices(g, indices, x.shape, along), undefined],
  });
}

function scatterSlices(g: Tensor, indices: Tensor, shape: Shape, along: number): Tensor {
  const flat = reshape(indices, [-1]);
  const updates = reshape(g, [
    ...shape.slice(0, along),
    sizeOf(indices.shape),
    ...shape.slice(along + 1),
  ]);
  return scatterAdd(updates, flat, shape, along);
}

/** Zeros of `shape` with slice i of `updates` added at indices[i] along `axis`; repeats add up. */
export function scatterAdd(updates: Tensor, indices: Tensor, shape: Shape, axis = 0): Tensor {
  const along = normaliseAxis('scatterAdd', axis, shape);
  checkIndices('scatterAdd', updates, indices);
  if (
    !sameShape(
      updates.shape,
      shape.map((size, i) => (i === along ? sizeOf(indices.shape) : size)),
    )
  )
    throw new ShapeError('scatterAdd', [updates.shape, shape], 'updates do not fit');
  return tensor('scatterAdd', {
    attributes: { axis: along },
    inputs: [updates, indices],
    shape,
    dtype: updates.dtype,
    gradient: (g) => [gather(g, indices, along), undefined],
  });
}

/** y[i][j] = x[i][indices[i][j]] for axis 1, and so on: an element for each index. */
export function gatherElements(x: Tensor, indices: Tensor, axis = -1): Tensor {
  const along = normaliseAxis('gatherElements', axis, x.shape);
  checkIndices('gatherElements', x, indices);
  if (!fits(indices.shape, x.shape, along))
    throw new ShapeError(
      'gatherElements',
      [x.shape, indices.shape],
      `sizes beside axis ${along} differ`,
    );
  return tensor('gatherElements', {
    attributes: { axis: along },
    inputs: [x, indices],
    shape: indices.shape,
    dtype: x.dtype,
    gradient: (g) => [scatterAddElements(g, indices, x.shape, along), undefined],
  });
}

/** Zeros of `shape` with every update added at its index along `axis`; repeats add up. */
export function scatterAddElements(
  updates: Tensor,
  indices: Tensor,
  shape: Shape,
  axis = -1,
): Tensor {
  const along = normaliseAxis('scatterAddElements', axis, shape);
  checkIndices('scatterAddElements', updates, indices);
  if (!sameShape(updates.shape, indices.shape) || !fits(indices.shape, shape, along))
    throw new ShapeError('scatterAddElements', [updates.shape, indices.shape], 'they do not fit');
  return tensor('scatterAddElements', {
    attributes: { axis: along },
    inputs: [updates, indices],
    shape,
    dtype: updates.dtype,
    gradient: (g) => [gatherElements(g, indices, along), undefined],
  });
}

/**
 * The places of the k largest along `axis`, largest first; of equal values the lower index is
 * first. The values themselves: `gatherElements(x, topK(x, k))`.
 */
export function topK(x: Tensor, k: number, axis = -1): Tensor {
  const along = normaliseAxis('topK', axis, x.shape);
  if (!(Number.isInteger(k) && k >= 1 && k <= x.shape[along]))
    throw new ShapeError('topK', [x.shape], `${k} of ${x.shape[along]} were asked for`);
  return tensor('topK', {
    attributes: { k, axis: along },
    inputs: [x],
    shape: x.shape.map((size, i) => (i === along ? k : size)),
    dtype: 'int64',
  });
}

/** rows[i][indices[i]] = 1 among `depth` columns. */
export function oneHot(indices: Tensor, depth: number): Tensor {
  const column = reshape(indices, [...indices.shape, 1]);
  return scatterAddElements(filled(1, column.shape), column, [...indices.shape, depth]);
}

function fits(indices: Shape, x: Shape, along: number): boolean {
  return indices.length === x.length && indices.every((size, i) => i === along || size === x[i]);
}

function checkIndices(operation: string, x: Tensor, indices: Tensor): void {
  if (indices.dtype !== 'int64')
    throw new ShapeError(
      operation,
      [x.shape, indices.shape],
      `the indices are ${indices.dtype}, not int64`,
    );
}
