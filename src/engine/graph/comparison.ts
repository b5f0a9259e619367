// Comparisons, logic on their results, and the choice between two tensors.
import { operandsOf, type Operand } from './arithmetic';
import { sumTo } from './reduction';
import { broadcastShapes, requireSameType, ShapeError } from './shape';
import { isFloat, tensor, type DataType, type Tensor } from './tensor';

export function greater(a: Operand, b: Operand): Tensor {
  return compare('greater', a, b);
}

export function greaterOrEqual(a: Operand, b: Operand): Tensor {
  return compare('greaterOrEqual', a, b);
}

/** Whole numbers are compared by their lower 32 bits. */
export function equal(a: Operand, b: Operand): Tensor {
  return compare('equal', a, b);
}

export function and(a: Tensor, b: Tensor): Tensor {
  return compare('and', a, b);
}

export function or(a: Tensor, b: Tensor): Tensor {
  return compare('or', a, b);
}

export function not(x: Tensor): Tensor {
  return tensor('not', { attributes: {}, inputs: [x], shape: x.shape, dtype: 'bool' });
}

/** `a` where the condition holds, `b` elsewhere; all three are broadcast. */
export function select(condition: Tensor, a: Operand, b: Operand): Tensor {
  const [left, right] = operandsOf(a, b);
  if (condition.dtype !== 'bool')
    throw new ShapeError(
      'select',
      [condition.shape],
      `the condition is ${condition.dtype}, not bool`,
    );
  requireSameType('select', left, right);
  const shape = broadcastShapes('select', left.shape, right.shape);
  return tensor('select', {
    attributes: {},
    inputs: [condition, left, right],
    shape: broadcastShapes('select', condition.shape, shape),
    dtype: left.dtype,
    gradient: (g) => [
      undefined,
      sumTo(select(condition, g, 0), left.shape),
      sumTo(select(condition, 0, g), right.shape),
    ],
  });
}

/**
 * The same values in another type, to the nearest and of two the even one where it has fewer bits;
 * float16 makes what is beyond 65,504 infinite. The gradient passes only between floats.
 */
export function cast(x: Tensor, dtype: DataType): Tensor {
  if (x.dtype === dtype) return x;
  return tensor('cast', {
    attributes: {},
    inputs: [x],
    shape: x.shape,
    dtype,
    ...(isFloat(x.dtype) && isFloat(dtype) && { gradient: (g) => [cast(g, x.dtype)] }),
  });
}

function compare(
  name: 'greater' | 'greaterOrEqual' | 'equal' | 'and' | 'or',
  a: Operand,
  b: Operand,
): Tensor {
  const [left, right] = operandsOf(a, b);
  requireSameType(name, left, right);
  return tensor(name, {
    attributes: {},
    inputs: [left, right],
    shape: broadcastShapes(name, left.shape, right.shape),
    dtype: 'bool',
  });
}
