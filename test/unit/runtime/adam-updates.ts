// Adam's update of two weights as the optimiser builds it.
import { add, divide, multiply, subtract } from '../../../src/engine/graph/arithmetic';
import { greater, select } from '../../../src/engine/graph/comparison';
import { abs, sqrt } from '../../../src/engine/graph/elementwise';
import { reduceSum } from '../../../src/engine/graph/reduction';
import { constant, input } from '../../../src/engine/graph/sources';
import type { Tensor } from '../../../src/engine/graph/tensor';

/** Of w [2] and its moments m and v by g, with decay; `skips` gradients that are not finite. */
export function adamUpdates(skips = false): Record<'w' | 'm' | 'v', Tensor> {
  const [w, g, m, v] = ['w', 'g', 'm', 'v'].map((name) => input(name, [2]));
  const scalar = (value: number): Tensor => constant(Float32Array.of(value), []);
  const first = add(multiply(m, 0.9), g);
  const second = add(multiply(v, 0.999), multiply(g, g));
  const ratio = divide(first, add(sqrt(second), scalar(1e-6)));
  const next = subtract(multiply(w, scalar(0.99)), multiply(ratio, scalar(0.01)));
  if (!skips) return { w: next, m: first, v: second };
  const finite = greater(1e9, reduceSum(abs(g), undefined, false));
  return { w: select(finite, next, w), m: select(finite, first, m), v: select(finite, second, v) };
}
