// What the derivative is where it has a choice, and what stops a gradient.
import { describe, expect, it } from 'vitest';
import { add, maximum, minimum, multiply } from '../../../src/engine/graph/arithmetic';
import { conv2d } from '../../../src/engine/graph/convolution';
import { abs, exp, relu } from '../../../src/engine/graph/elementwise';
import { gradients } from '../../../src/engine/graph/gradient';
import { gather, gatherElements, topK } from '../../../src/engine/graph/indexing';
import { maxPool2d } from '../../../src/engine/graph/pooling';
import { reduceSum } from '../../../src/engine/graph/reduction';
import { sizeOf } from '../../../src/engine/graph/shape';
import {
  constant,
  filled,
  input,
  stopGradient,
  withGradient,
} from '../../../src/engine/graph/sources';
import { l2Normalise, logSumExp, reduceMax, softmax } from '../../../src/engine/graph/statistics';
import type { Shape, Tensor } from '../../../src/engine/graph/tensor';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';

const runtime = new OnnxRuntime({ provider: 'cpu', device: 'CPU', threads: 1 });

/** The values of a tensor made of one input. */
async function valuesOf(make: (x: Tensor) => Tensor, shape: Shape, x: number[]): Promise<number[]> {
  const fed = input('x', shape);
  const executable = await runtime.compile({ outputs: { y: make(fed) } });
  const { y } = await executable.run({ x: Float32Array.from(x) });
  await executable.dispose();
  return Array.from(y, Number);
}

function gradientOf(make: (x: Tensor) => Tensor, shape: Shape, x: number[]): Promise<number[]> {
  return valuesOf((fed) => gradients(reduceSum(make(fed)), [fed])[0], shape, x);
}

describe('where the derivative has a choice', () => {
  const zero = filled(0, [2]);
  it.each<[string, (x: Tensor) => Tensor, Shape, number[], number[]]>([
    ['abs at 0 has 1', abs, [3], [-2, 0, 3], [-1, 1, 1]],
    ['relu at 0 has 0', relu, [3], [-2, 0, 3], [0, 0, 1]],
    ['maximum of equals: the first', (x) => maximum(x, zero), [2], [0, -1], [1, 0]],
    ['maximum of equals: not the second', (x) => maximum(zero, x), [2], [0, 1], [0, 1]],
    ['minimum of equals: the first', (x) => minimum(x, zero), [2], [0, -1], [1, 1]],
    ['minimum of equals: not the second', (x) => minimum(zero, x), [2], [0, 1], [0, 0]],
    [
      'equal maxima share',
      (x) => reduceMax(x, [1]),
      [2, 4],
      [1, 3, 3, 0, 2, 2, 2, 2],
      [0, 0.5, 0.5, 0, 0.25, 0.25, 0.25, 0.25],
    ],
    [
      'the first of equals in a window',
      (x) => maxPool2d(x, { kernel: 2 }),
      [1, 1, 2, 4],
      [1, 5, 0, 0, 5, 5, 0, 0],
      [0, 1, 1, 0, 0, 0, 0, 0],
    ],
    [
      'the first of equals in windows that overlap',
      (x) => maxPool2d(x, { kernel: [1, 2], strides: 1 }),
      [1, 1, 1, 3],
      [4, 4, 4],
      [1, 1, 0],
    ],
    [
      'padding never takes a gradient',
      (x) => maxPool2d(x, { kernel: 3, strides: 2, padding: 1 }),
      [1, 1, 2, 2],
      [-4, -3, -2, -1],
      [0, 0, 0, 1],
    ],
    ['equal logits share', (x) => logSumExp(x), [4], [9, 9, 9, 9], [0.25, 0.25, 0.25, 0.25]],
    [
      'log-sum-exp of nothing has 0',
      (x) => logSumExp(x, [1]),
      [2, 2],
      [-Infinity, -Infinity, 1, 1],
      [0, 0, 0.5, 0.5],
    ],
  ])('%s', async (_, make, shape, x, expected) => {
    expect(await gradientOf(make, shape, x)).toEqual(expected);
  });
});

describe('where a gradient ends', () => {
  it('stopGradient is a constant to the gradient', async () => {
    expect(await gradientOf((x) => multiply(x, stopGradient(x)), [2], [3, -4])).toEqual([3, -4]);
  });

  it('withGradient uses its own rule and none through its value', async () => {
    const make = (x: Tensor): Tensor => withGradient(exp(x), [x], (g) => [multiply(g, 7)]);
    expect(await gradientOf(make, [2], [0.5, 1])).toEqual([7, 7]);
  });

  it('what the loss does not depend on has zeros', async () => {
    const make = (x: Tensor): Tensor => gradients(filled(2, []), [x])[0];
    expect(await valuesOf(make, [2], [1, 2])).toEqual([0, 0]);
  });

  it('the loss’s gradient by itself is one', async () => {
    const make = (x: Tensor): Tensor => gradients(x, [x])[0];
    expect(await valuesOf(make, [], [5])).toEqual([1]);
  });
});

it('a tensor used twice gets both gradients', async () => {
  expect(await gradientOf((x) => add(multiply(x, x), x), [2], [3, -1])).toEqual([7, -1]);
});

it('the values of topK, largest first, are gathered with their gradient', async () => {
  const make = (x: Tensor): Tensor => {
    const values = gatherElements(x, topK(x, 2));
    return multiply(values, constant(Float32Array.of(1, 10)));
  };
  expect(await valuesOf(make, [1, 4], [3, 9, 1, 9])).toEqual([9, 90]);
  expect(await gradientOf(make, [1, 4], [3, 9, 1, 9])).toEqual([0, 1, 0, 10]);
});

it('a slice gathered twice gets both gradients', async () => {
  const twice = constant(BigInt64Array.of(1n, 1n));
  expect(await gradientOf((x) => gather(x, twice), [3], [1, 2, 3])).toEqual([0, 2, 0]);
});

describe('extremes stay finite', () => {
  it.each<[string, (x: Tensor) => Tensor, number[]]>([
    ['logSumExp of huge values', (x) => logSumExp(x, [-1]), [3e38, 3e38, -3e38]],
    ['logSumExp beside −∞', (x) => logSumExp(x, [-1]), [-Infinity, 2, 3]],
    ['softmax of huge values', softmax1, [3e38, -3e38, 0]],
    ['l2Normalise of zeros', (x) => l2Normalise(x), [0, 0, 0]],
    ['l2Normalise of tiny values', (x) => l2Normalise(x), [1e-15, -1e-15, 0]],
  ])('%s, and its gradient', async (_, make, x) => {
    expect((await valuesOf(make, [1, 3], x)).every(Number.isFinite)).toBe(true);
    expect((await gradientOf(make, [1, 3], x)).every(Number.isFinite)).toBe(true);
  });
});

function softmax1(x: Tensor): Tensor {
  return softmax(x, 1);
}

it('a weight’s gradient whose patches are gathered in turns is the same', async () => {
  // 16 MiB a tap: nine taps take three turns. <∂/∂w <g, conv(x, w)>, v> = <g, conv(x, v)>.
  const [x, v, g] = [wave([64, 16, 66, 66]), wave([2, 16, 3, 3]), wave([64, 2, 64, 64])];
  const w = filled(0, v.shape);
  const [slope] = gradients(conv2d(x, w), [w], g);
  const executable = await runtime.compile({
    outputs: {
      bySlope: reduceSum(multiply(slope, v), undefined, false),
      byConvolution: reduceSum(multiply(conv2d(x, v), g), undefined, false),
    },
  });
  const { bySlope, byConvolution } = await executable.run({});
  expect(Number(bySlope[0]) / Number(byConvolution[0])).toBeCloseTo(1, 4);
  await executable.dispose();
});

it('a graph deeper than the call stack has a gradient', async () => {
  const make = (x: Tensor): Tensor => {
    let y = x;
    for (let i = 0; i < 3000; i++) y = add(y, x);
    return y;
  };
  expect(await gradientOf(make, [1], [1])).toEqual([3001]);
});

function wave(shape: Shape): Tensor {
  const values = new Float32Array(sizeOf(shape)).map((_, i) => Math.sin(i * 0.37 + 1) + 0.3);
  return constant(values, shape);
}
