// Derivatives by central differences of a naive forward in float64.
import type { NdArray } from './array';

type Functional = (x: readonly NdArray[]) => number;

/** Σ weights · y. */
export function dot(y: NdArray, weights: NdArray): number {
  return y.data.reduce((sum, value, i) => sum + value * weights.data[i], 0);
}

/** ∂f/∂x[which], element by element. */
export function differences(
  f: Functional,
  x: readonly NdArray[],
  which: number,
  step = 1e-5,
): NdArray {
  const { shape, data } = x[which];
  const shifted = (i: number, by: number): number => {
    const moved = data.slice();
    moved[i] += by;
    return f(x.map((own, k) => (k === which ? { shape, data: moved } : own)));
  };
  return {
    shape,
    data: data.map((_, i) => (shifted(i, step) - shifted(i, -step)) / (2 * step)),
  };
}

/** The derivative of f along `directions` (none for an input that stays), as a function of x. */
export function alongDirections(
  f: Functional,
  directions: readonly (NdArray | undefined)[],
  step = 1e-3,
): Functional {
  const moved = (x: readonly NdArray[], by: number): NdArray[] =>
    x.map((own, k) => ({
      shape: own.shape,
      data: own.data.map((value, i) => value + by * (directions[k]?.data[i] ?? 0)),
    }));
  return (x) => (f(moved(x, step)) - f(moved(x, -step))) / (2 * step);
}
