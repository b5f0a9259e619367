// Functions of one tensor.
import * as graph from '../../../../src/engine/graph/elementwise';
import { multiply } from '../../../../src/engine/graph/arithmetic';
import { constant, stopGradient, withGradient } from '../../../../src/engine/graph/sources';
import type { Shape, Tensor } from '../../../../src/engine/graph/tensor';
import { fill, placeOf, type NdArray } from '../naive/array';
import { floats, normal, uniform, type Given, type OperationCase } from './case';

const shapes: readonly Shape[] = [[2, 3], [], [1, 2, 1, 5]];

function values(
  build: (x: Tensor) => Tensor,
  f: (x: number) => number,
  source: (shape: Shape) => Given = normal,
): OperationCase[] {
  return shapes.map((shape) => ({
    title: `of [${shape.join(', ')}]`,
    inputs: [source(shape)],
    build,
    naive: (x) => map(x, f),
    secondOrder: true,
  }));
}

export const elementwiseCases = {
  input: [
    { title: 'handed through', inputs: [normal([2, 3])], build: (x) => x, naive: (x) => x },
    {
      title: 'used twice',
      inputs: [normal([2, 3])],
      build: (x) => multiply(x, x),
      naive: (x) => map(x, (value) => value * value),
      secondOrder: true,
    },
  ],
  constant: [
    {
      title: 'handed out',
      inputs: [],
      build: () => constant(Float32Array.of(1, -2, 3), [3, 1]),
      naive: () => floats([3, 1], [1, -2, 3]),
    },
  ],
  stopGradient: [
    {
      title: 'keeps the values',
      inputs: [normal([2, 3])],
      build: stopGradient,
      naive: (x) => x,
      differentiable: [],
    },
  ],
  withGradient: [
    {
      title: 'with the right rule',
      inputs: [normal([2, 3])],
      build: (x) => {
        const y = graph.exp(x);
        return withGradient(y, [x], (g) => [multiply(g, y)]);
      },
      naive: (x) => map(x, Math.exp),
    },
  ],
  negate: values(graph.negate, (x) => -x),
  exp: values(graph.exp, Math.exp),
  log: values(graph.log, Math.log, (shape) => uniform(shape, 0.5, 3)),
  sqrt: values(graph.sqrt, Math.sqrt, (shape) => uniform(shape, 0.5, 3)),
  abs: values(graph.abs, Math.abs),
  relu: values(graph.relu, (x) => Math.max(0, x)),
  sigmoid: values(graph.sigmoid, (x) => 1 / (1 + Math.exp(-x))),
  tanh: values(graph.tanh, Math.tanh),
  erf: values(graph.erf, erf),
  sin: values(graph.sin, Math.sin),
  cos: values(graph.cos, Math.cos),
  floor: values(graph.floor, Math.floor),
  step: values(graph.step, (x) => Number(x > 0)),
} satisfies Record<string, readonly OperationCase[]>;

export function map(x: NdArray, f: (value: number) => number): NdArray {
  return fill(x.shape, (index) => f(x.data[placeOf(x.shape, index)]));
}

/** Its Taylor series, good to 1e-12 for |x| < 4. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 80; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
