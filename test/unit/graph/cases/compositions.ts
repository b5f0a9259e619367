// Functions of the graph that are made of operations.
import {
  batchNormInference,
  batchNormTraining,
  batchStatistics,
  layerNorm,
} from '../../../../src/engine/graph/normalisation';
import { l2Normalise, logSumExp, mean } from '../../../../src/engine/graph/statistics';
import type { Shape } from '../../../../src/engine/graph/tensor';
import { at, broadcastAt, fill, type NdArray } from '../naive/array';
import { naiveLogSumExp, naiveReduce } from '../naive/reduce';
import { floats, normal, uniform, type Given, type OperationCase } from './case';
import { oneHotCases } from './indexing';
import { reductionCases } from './reductions';
import { resampleCases } from './resampling';
import { averagePoolCases, globalAveragePoolCases } from './pooling';

export const compositionCases: Readonly<Record<string, readonly OperationCase[]>> = {
  oneHot: oneHotCases,
  averagePool2d: averagePoolCases,
  globalAveragePool: globalAveragePoolCases,
  mean: reductionCases(mean, average),
  logSumExp: [
    ...reductionCases(logSumExp, naiveLogSumExp),
    logSum('large values', [1e4, 1e4 + 2, 1e4 - 1, -1e4, -1e4, -1e4 + 1]),
    logSum('equal values', [0.5, 0.5, 0.5, -80, -80, -80]),
    {
      ...logSum('a row of −∞', [-Infinity, -Infinity, -Infinity, 0, -Infinity, 1]),
      differentiable: [],
    },
  ],
  l2Normalise: [
    unit('rows', normal([3, 4])),
    unit('in higher rank', normal([2, 2, 3])),
    unit('a tiny row', floats([2, 2], [3e-6, -4e-6, 1, 2]), 1e-8),
    { ...unit('a row of zeros', floats([2, 2], [0, 0, 3, 4])), differentiable: [] },
  ],
  batchNormTraining: [batchNorm([5, 3]), batchNorm([3, 2, 2, 3]), batchNorm([4, 1])],
  batchNormInference: [inference([4, 3]), inference([2, 3, 2, 2])],
  resampleAffine: resampleCases,
  layerNorm: [layers([3, 5]), layers([2, 2, 4])],
};

function logSum(title: string, values: readonly number[]): OperationCase {
  return {
    title,
    inputs: [floats([2, 3], values)],
    build: (x) => logSumExp(x, [-1], false),
    naive: (x) =>
      naiveReduce(x, [1], false, (row) =>
        row.every((value) => value === -Infinity) ? -Infinity : naiveLogSumExp(row),
      ),
  };
}

function unit(title: string, x: Given, step = 1): OperationCase {
  return {
    title,
    inputs: [x],
    build: (tensor) => l2Normalise(tensor),
    naive: (values) => {
      const squares = naiveReduce(values, [-1], true, (row) => row.reduce((s, v) => s + v * v, 0));
      return fill(values.shape, (i) => {
        const square = broadcastAt(squares, i);
        return at(values, ...i) / (square > 1e-24 ? Math.sqrt(square) : 1);
      });
    },
    ...(step === 1 ? {} : { differentiable: [] }),
  };
}

function batchNorm(shape: Shape): OperationCase {
  const c = shape[1];
  return {
    title: `of [${shape.join(', ')}]`,
    inputs: [normal(shape), normal([c], 'scale'), normal([c], 'shift')],
    build: (x, scale, shift) => batchNormTraining(x, batchStatistics(x), { scale, shift }),
    naive: (x, scale, shift) => {
      const axes = shape.flatMap((_, axis) => (axis === 1 ? [] : [axis]));
      return affine(standardise(x, axes), (i) => i[1], scale, shift);
    },
  };
}

function inference(shape: Shape): OperationCase {
  const c = shape[1];
  return {
    title: `of [${shape.join(', ')}]`,
    inputs: [
      normal(shape),
      normal([c], 'mean'),
      uniform([c], 0.5, 2),
      normal([c], 'scale'),
      normal([c], 'shift'),
    ],
    build: (x, centre, variance, scale, shift) =>
      batchNormInference(x, { mean: centre, variance }, { scale, shift }),
    naive: (x, centre, variance, scale, shift) => {
      const standard = fill(
        shape,
        (i) => (at(x, ...i) - at(centre, i[1])) / Math.sqrt(at(variance, i[1]) + 1e-5),
      );
      return affine(standard, (i) => i[1], scale, shift);
    },
  };
}

function layers(shape: Shape): OperationCase {
  const d = shape.at(-1)!;
  return {
    title: `of [${shape.join(', ')}]`,
    inputs: [normal(shape), normal([d], 'scale'), normal([d], 'shift')],
    build: (x, scale, shift) => layerNorm(x, { scale, shift }),
    naive: (x, scale, shift) => affine(standardise(x, [-1]), (i) => i.at(-1)!, scale, shift),
    secondOrder: true,
  };
}

function standardise(x: NdArray, axes: readonly number[]): NdArray {
  const centre = naiveReduce(x, axes, true, average);
  const variance = naiveReduce(x, axes, true, (values) => {
    const m = average(values);
    return average(values.map((value) => (value - m) ** 2));
  });
  return fill(
    x.shape,
    (i) => (at(x, ...i) - broadcastAt(centre, i)) / Math.sqrt(broadcastAt(variance, i) + 1e-5),
  );
}

function affine(
  x: NdArray,
  channel: (index: readonly number[]) => number,
  scale: NdArray,
  shift: NdArray,
): NdArray {
  return fill(x.shape, (i) => at(x, ...i) * at(scale, channel(i)) + at(shift, channel(i)));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
