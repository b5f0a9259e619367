// Element-wise operations of two operands, broadcast against each other. A number is a scalar of the
// other operand's type.
import { log } from './elementwise';
import { cast, greaterOrEqual, select } from './comparison';
import type { OperationName } from './operations';
import { sumTo } from './reduction';
import { broadcastShapes, requireSameType } from './shape';
import { scalar } from './sources';
import { isNarrow, tensor, type Tensor } from './tensor';

export type Operand = Tensor | number;

/** Both as tensors. */
export function operandsOf(a: Operand, b: Operand): [Tensor, Tensor] {
  return [asTensor(a, b), asTensor(b, a)];
}

function asTensor(x: Operand, other: Operand): Tensor {
  if (typeof x !== 'number') return x;
  const narrow = typeof other !== 'number' && isNarrow(other.dtype);
  return narrow ? cast(scalar(x), other.dtype) : scalar(x);
}

export function add(a: Operand, b: Operand): Tensor {
  return binary('add', a, b, (g) => [g, g]);
}

export function subtract(a: Operand, b: Operand): Tensor {
  return binary('subtract', a, b, (g) => [g, multiply(g, -1)]);
}

export function multiply(a: Operand, b: Operand): Tensor {
  return binary('multiply', a, b, (g, left, right) => [multiply(g, right), multiply(g, left)]);
}

export function divide(a: Operand, b: Operand): Tensor {
  return binary('divide', a, b, (g, _, right, quotient) => {
    const byLeft = divide(g, right);
    return [byLeft, multiply(multiply(byLeft, quotient), -1)];
  });
}

/** a^b for a > 0, or for a constant b that is a whole number. */
export function power(a: Operand, b: Operand): Tensor {
  return binary('power', a, b, (g, base, exponent, result) => [
    multiply(g, multiply(exponent, power(base, subtract(exponent, 1)))),
    typeof b === 'number' ? undefined : multiply(g, multiply(result, log(base))),
  ]);
}

/** Of equal values the first takes the gradient. */
export function maximum(a: Operand, b: Operand): Tensor {
  return binary('maximum', a, b, (g, left, right) => choose(greaterOrEqual(left, right), g));
}

/** Of equal values the first takes the gradient. */
export function minimum(a: Operand, b: Operand): Tensor {
  return binary('minimum', a, b, (g, left, right) => choose(greaterOrEqual(right, left), g));
}

function choose(first: Tensor, g: Tensor): [Tensor, Tensor] {
  return [select(first, g, 0), select(first, 0, g)];
}

type BinaryName = Extract<
  OperationName,
  'add' | 'subtract' | 'multiply' | 'divide' | 'power' | 'maximum' | 'minimum'
>;
type Partials = (
  g: Tensor,
  left: Tensor,
  right: Tensor,
  output: Tensor,
) => [Tensor, Tensor | undefined];

function binary(name: BinaryName, a: Operand, b: Operand, partials: Partials): Tensor {
  const [left, right] = operandsOf(a, b);
  requireSameType(name, left, right);
  return tensor(name, {
    attributes: {},
    inputs: [left, right],
    shape: broadcastShapes(name, left.shape, right.shape),
    dtype: left.dtype,
    gradient: (g, output) => {
      const [byLeft, byRight] = partials(g, left, right, output);
      return [sumTo(byLeft, left.shape), byRight && sumTo(byRight, right.shape)];
    },
  });
}
