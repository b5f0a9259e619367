// Element-wise functions of one tensor, with their derivatives.
import { add, divide, multiply, subtract } from './arithmetic';
import { greater, greaterOrEqual, select } from './comparison';
import { withGradient } from './sources';
import { tensor, type Tensor } from './tensor';

export function negate(x: Tensor): Tensor {
  return unary('negate', x, (g) => negate(g));
}

export function exp(x: Tensor): Tensor {
  return unary('exp', x, (g, y) => multiply(g, y));
}

/** Natural logarithm. */
export function log(x: Tensor): Tensor {
  return unary('log', x, (g) => divide(g, x));
}

export function sqrt(x: Tensor): Tensor {
  return unary('sqrt', x, (g, y) => divide(multiply(g, 0.5), y));
}

/** The derivative at 0 is 1. */
export function abs(x: Tensor): Tensor {
  return unary('abs', x, (g) => select(greaterOrEqual(x, 0), g, negate(g)));
}

/** max(0, x); the derivative at 0 is 0. It is read off the output, so that a runtime may fuse. */
export function relu(x: Tensor): Tensor {
  return unary('relu', x, (g, y) => multiply(g, step(y)));
}

/** 1 where x > 0, else 0; without gradient. */
export function step(x: Tensor): Tensor {
  return unary('step', x, undefined);
}

/** 1 / (1 + e^−x) */
export function sigmoid(x: Tensor): Tensor {
  return unary('sigmoid', x, (g, y) => multiply(g, multiply(y, subtract(1, y))));
}

export function tanh(x: Tensor): Tensor {
  return unary('tanh', x, (g, y) => multiply(g, subtract(1, multiply(y, y))));
}

/** The error function 2/√π ∫₀ˣ e^(−t²) dt. */
export function erf(x: Tensor): Tensor {
  return unary('erf', x, (g) =>
    multiply(g, multiply(2 / Math.sqrt(Math.PI), exp(negate(multiply(x, x))))),
  );
}

export function sin(x: Tensor): Tensor {
  return unary('sin', x, (g) => multiply(g, cos(x)));
}

export function cos(x: Tensor): Tensor {
  return unary('cos', x, (g) => negate(multiply(g, sin(x))));
}

/** The largest whole number not above x; without gradient. */
export function floor(x: Tensor): Tensor {
  return unary('floor', x, undefined);
}

/** log(1 + e^x) without overflow: max(x, 0) + log(1 + e^−|x|). */
export function softplus(x: Tensor): Tensor {
  const value = add(relu(x), logOnePlus(exp(negate(abs(x)))));
  // e^(x − value) is the sigmoid, with small values as exact as large ones.
  return withGradient(value, [x], (g) => [multiply(g, exp(subtract(x, value)))]);
}

/** log(1 + w) for w > −1, near 0 by its series: there 1 + w would lose what w is. */
export function logOnePlus(w: Tensor): Tensor {
  const fromSecond = subtract(1 / 2, multiply(w, 1 / 3));
  const series = multiply(w, subtract(1, multiply(w, fromSecond)));
  return select(greater(0.01, abs(w)), series, log(add(1, w)));
}

/**
 * log(1 − e^x) for x < 0; near 0, where the difference would cancel, by the series of 1 − e^x.
 * At x ≥ 0 there is no value: callers choose another branch there.
 */
export function logOneMinusExp(x: Tensor): Tensor {
  const near = greater(x, -0.03);
  const safe = select(near, -1, x);
  const small = negate(
    multiply(x, add(1, multiply(x, add(1 / 2, multiply(x, add(1 / 6, multiply(x, 1 / 24))))))),
  );
  return log(select(near, small, subtract(1, exp(safe))));
}

type UnaryName =
  | 'negate'
  | 'exp'
  | 'log'
  | 'sqrt'
  | 'abs'
  | 'relu'
  | 'step'
  | 'sigmoid'
  | 'tanh'
  | 'erf'
  | 'sin'
  | 'cos'
  | 'floor';

function unary(
  name: UnaryName,
  x: Tensor,
  derivative: ((g: Tensor, y: Tensor) => Tensor) | undefined,
): Tensor {
  return tensor(name, {
    attributes: {},
    inputs: [x],
    shape: x.shape,
    dtype: x.dtype,
    ...(derivative && { gradient: (g, y) => [derivative(g, y)] }),
  });
}
