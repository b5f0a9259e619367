// Sums, maxima and soft maxima along axes.
import { reduceSum } from '../../../../src/engine/graph/reduction';
import { reduceMax, reduceSumSquare, softmax } from '../../../../src/engine/graph/statistics';
import type { Shape, Tensor } from '../../../../src/engine/graph/tensor';
import { naiveReduce, naiveSoftmax } from '../naive/reduce';
import { floats, normal, type OperationCase } from './case';

type Reduce = (x: Tensor, axes?: readonly number[], keepDims?: boolean) => Tensor;

const reductions: readonly [shape: Shape, axes: number[] | undefined, keepDims: boolean][] = [
  [[2, 3], undefined, true],
  [[2, 3], undefined, false],
  [[5, 3], [0], true],
  [[2, 3, 4], [1], true],
  [[2, 3, 4], [-1], false],
  [[2, 3, 4], [-1, 0], false],
  [[2, 3, 4], [2, 0, 2], true],
  [[2, 1, 3], [1], false],
  [[2, 3], [], true],
  [[], undefined, true],
];

export function reductionCases(
  reduce: Reduce,
  combine: (values: number[]) => number,
): OperationCase[] {
  return reductions.map(([shape, axes, keepDims]) => ({
    title: `[${shape.join(', ')}] over ${axes ? `[${axes.join(', ')}]` : 'all'}${keepDims ? '' : ', axes dropped'}`,
    inputs: [normal(shape)],
    build: (x) => reduce(x, axes, keepDims),
    naive: (x) => naiveReduce(x, axes, keepDims, combine),
  }));
}

export const reductionTable = {
  reduceSum: reductionCases(reduceSum, (values) => values.reduce((a, b) => a + b, 0)),
  reduceSumSquare: reductionCases(reduceSumSquare, (values) =>
    values.reduce((a, b) => a + b * b, 0),
  ),
  reduceMax: reductionCases(reduceMax, (values) => Math.max(...values)),
  softmax: [
    soft('the last axis', [2, 5], -1),
    soft('the first axis', [3, 2], 0),
    soft('an axis between', [2, 3, 2], 1),
    {
      title: 'large values',
      inputs: [floats([2, 2], [1e4, 1e4 - 1, -1e4, -1e4])],
      build: (x) => softmax(x),
      naive: (x) => naiveSoftmax(x, 1),
    },
  ],
} satisfies Record<string, readonly OperationCase[]>;

function soft(title: string, shape: Shape, axis: number): OperationCase {
  return {
    title,
    inputs: [normal(shape)],
    build: (x) => softmax(x, axis),
    naive: (x) => naiveSoftmax(x, axis < 0 ? axis + shape.length : axis),
    secondOrder: true,
  };
}
