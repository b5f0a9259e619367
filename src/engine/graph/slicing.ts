// Parts of a tensor and tensors made of parts: slice, pad, dilate, concat.
import { reshape } from './layout';
import { normaliseAxis, requireSameType, sameShape, ShapeError } from './shape';
import { tensor, type Shape, type Tensor } from './tensor';

/** x[start:end:step] along every axis; 0 ≤ start < end ≤ size, step ≥ 1. */
export function slice(
  x: Tensor,
  starts: Shape,
  ends: Shape,
  steps: Shape = x.shape.map(() => 1),
): Tensor {
  const shape = x.shape.map((_, i) => Math.ceil((ends[i] - starts[i]) / steps[i]));
  if (
    x.shape.some((size, i) => !(starts[i] >= 0 && ends[i] <= size && steps[i] >= 1 && shape[i] > 0))
  )
    throw new ShapeError('slice', [x.shape, starts, ends], 'the range lies outside');
  if (sameShape(shape, x.shape)) return x;
  return tensor('slice', {
    attributes: { starts, ends, steps },
    inputs: [x],
    shape,
    dtype: x.dtype,
    gradient: (g) => [place(g, x.shape, starts, steps)],
  });
}

/** x[start:end] along one axis. */
export function sliceAxis(x: Tensor, axis: number, start: number, end: number): Tensor {
  const along = normaliseAxis('slice', axis, x.shape);
  return slice(
    x,
    x.shape.map((_, i) => (i === along ? start : 0)),
    x.shape.map((size, i) => (i === along ? end : size)),
  );
}

/** Adds `before` and `after` elements of one value along every axis. */
export function pad(x: Tensor, before: Shape, after: Shape, value = 0): Tensor {
  if (before.length !== x.shape.length || after.length !== x.shape.length)
    throw new ShapeError('pad', [x.shape, before, after], 'one amount for every axis is needed');
  if ([...before, ...after].some((amount) => amount < 0))
    throw new ShapeError('pad', [x.shape, before, after], 'amounts are from 0 on');
  const shape = x.shape.map((size, i) => size + before[i] + after[i]);
  if (sameShape(shape, x.shape)) return x;
  return tensor('pad', {
    attributes: { before, after, value },
    inputs: [x],
    shape,
    dtype: x.dtype,
    gradient: (g) => [
      slice(
        g,
        before,
        before.map((start, i) => start + x.shape[i]),
      ),
    ],
  });
}

/** Puts `x` into zeros of `shape`, element i at start + i·step along every axis: slice's adjoint. */
export function place(x: Tensor, shape: Shape, starts: Shape, steps: Shape): Tensor {
  const dilated = steps.reduce((spread, step, axis) => dilate(spread, axis, step), x);
  return pad(
    dilated,
    starts,
    shape.map((size, i) => size - starts[i] - dilated.shape[i]),
  );
}

/** Puts step − 1 zeros between neighbours along one axis. */
function dilate(x: Tensor, axis: number, step: number): Tensor {
  if (step === 1) return x;
  const [lead, size, rest] = [x.shape.slice(0, axis), x.shape[axis], x.shape.slice(axis + 1)];
  const separate = reshape(x, [...lead, size, 1, ...rest]);
  const spread = pad(
    separate,
    separate.shape.map(() => 0),
    separate.shape.map((_, i) => (i === axis + 1 ? step - 1 : 0)),
  );
  return sliceAxis(
    reshape(spread, [...lead, size * step, ...rest]),
    axis,
    0,
    (size - 1) * step + 1,
  );
}

/** Tensors of one shape, apart from `axis`, one after the other along it. */
export function concat(parts: readonly Tensor[], axis: number): Tensor {
  if (parts.length === 0) throw new ShapeError('concat', [], 'nothing to join');
  const first = parts[0];
  const along = normaliseAxis('concat', axis, first.shape);
  const sizes = parts.map((part) => part.shape[along]);
  for (const part of parts) {
    requireSameType('concat', first, part);
    checkAgreement(first.shape, part.shape, along);
  }
  return tensor('concat', {
    attributes: { axis: along },
    inputs: parts,
    shape: first.shape.map((size, i) => (i === along ? sizes.reduce((a, b) => a + b) : size)),
    dtype: first.dtype,
    gradient: (g) => {
      let start = 0;
      return sizes.map((size) => sliceAxis(g, along, start, (start += size)));
    },
  });
}

function checkAgreement(a: Shape, b: Shape, along: number): void {
  if (a.length !== b.length || a.some((size, i) => i !== along && size !== b[i]))
    throw new ShapeError('concat', [a, b], `sizes beside axis ${along} differ`);
}
