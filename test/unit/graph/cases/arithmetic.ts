// Operations of two operands: every one over every way of broadcasting.
import {
  add,
  divide,
  maximum,
  minimum,
  multiply,
  power,
  subtract,
} from '../../../../src/engine/graph/arithmetic';
import {
  and,
  cast,
  equal,
  greater,
  greaterOrEqual,
  not,
  or,
  select,
} from '../../../../src/engine/graph/comparison';
import { broadcastShapes } from '../../../../src/engine/graph/shape';
import type { Shape, Tensor } from '../../../../src/engine/graph/tensor';
import { broadcastAt, fill, type NdArray } from '../naive/array';
import {
  bits,
  floats,
  given,
  integers,
  normal,
  uniform,
  type Given,
  type OperationCase,
} from './case';

type Values = (shape: Shape, purpose: string) => Given;
type Build = (a: Tensor, b: Tensor) => Tensor;

const shapes: readonly [Shape, Shape][] = [
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3], [3]],
  [
    [2, 1],
    [1, 3],
  ],
  [[], [2, 2]],
  [[2, 3, 2], []],
  [
    [4, 1, 3],
    [2, 1],
  ],
  [[1], [1, 1]],
];

function pairs(build: Build, f: (a: number, b: number) => number, values: Values = normal) {
  return shapes.map(([left, right]): OperationCase => ({
    title: `[${left.join(', ')}] with [${right.join(', ')}]`,
    inputs: [values(left, 'left'), values(right, 'right')],
    build,
    naive: (a, b) => elementwise(f, a, b),
    secondOrder: true,
  }));
}

/** Values among which many are equal. */
const fewValues: Values = (shape, purpose) => {
  const source = normal(shape, purpose);
  return given(shape, (i) => Math.round(source.data[i]));
};
const someBits: Values = (shape, purpose) => {
  const source = normal(shape, purpose);
  return bits(shape, [...source.data.map((value) => Number(value > 0))]);
};
const positive: Values = (shape) => uniform(shape, 0.5, 2);
const awayFromZero: Values = (shape, purpose) => {
  const source = normal(shape, purpose);
  return given(shape, (i) => source.data[i] + Math.sign(source.data[i]));
};

export const arithmeticCases = {
  add: pairs(add, (a, b) => a + b),
  subtract: pairs(subtract, (a, b) => a - b),
  multiply: pairs(multiply, (a, b) => a * b),
  divide: pairs(divide, (a, b) => a / b, awayFromZero),
  power: [
    ...pairs(power, (a, b) => a ** b, positive),
    numeric(
      'a square of any sign',
      (x) => power(x, 2),
      (x) => x * x,
    ),
    numeric(
      'a cube of any sign',
      (x) => power(x, 3),
      (x) => x ** 3,
    ),
    numeric(
      'one over',
      (x) => power(x, -1),
      (x) => 1 / x,
    ),
    numeric(
      'of a number',
      (x) => power(2, x),
      (x) => 2 ** x,
    ),
  ],
  maximum: pairs(maximum, Math.max),
  minimum: pairs(minimum, Math.min),
  greater: pairs(greater, (a, b) => Number(a > b), fewValues),
  greaterOrEqual: pairs(greaterOrEqual, (a, b) => Number(a >= b), fewValues),
  equal: [
    ...pairs(equal, (a, b) => Number(a === b), fewValues),
    {
      title: 'whole numbers',
      inputs: [integers([3], [1, 2, 3]), integers([2, 1], [2, 3])],
      build: equal,
      naive: (a, b) => elementwise((x, y) => Number(x === y), a, b),
    },
  ],
  and: pairs(and, (a, b) => Math.min(a, b), someBits),
  or: pairs(or, (a, b) => Math.max(a, b), someBits),
  not: [
    {
      title: 'of bits',
      inputs: [bits([2, 2], [0, 1, 1, 0])],
      build: not,
      naive: (x) => fill(x.shape, (i) => 1 - broadcastAt(x, i)),
    },
  ],
  select: [
    choice(bits([2, 3], [1, 0, 0, 1, 1, 0]), [2, 3], [2, 3]),
    choice(bits([2, 1], [1, 0]), [2, 3], []),
    choice(bits([], [0]), [2, 1], [1, 3]),
    choice(bits([1], [1]), [2, 3], [3]),
    choice(bits([4, 1, 1], [1, 0, 0, 1]), [2], [3, 1]),
  ],
  cast: [
    conversion('bits to floats', bits([3], [0, 1, 1]), 'float32'),
    conversion('whole numbers to floats', integers([3], [-4, 0, 9]), 'float32'),
    conversion(
      'bytes to floats',
      given([3], (i) => [0, 7, 255][i], 'uint8'),
      'float32',
    ),
    conversion('floats to whole numbers', floats([4], [-2, 0, 3, 40]), 'int64'),
    conversion('to the same type', floats([2], [0.5, -1]), 'float32'),
  ],
} satisfies Record<string, readonly OperationCase[]>;

function numeric(
  title: string,
  build: (x: Tensor) => Tensor,
  f: (x: number) => number,
): OperationCase {
  return {
    title,
    inputs: [awayFromZero([2, 3], title)],
    build,
    naive: (x) => fill(x.shape, (i) => f(broadcastAt(x, i))),
    secondOrder: true,
  };
}

function choice(condition: Given, left: Shape, right: Shape): OperationCase {
  return {
    title: `by [${condition.shape.join(', ')}] of [${left.join(', ')}] and [${right.join(', ')}]`,
    inputs: [condition, normal(left, 'left'), normal(right, 'right')],
    build: select,
    naive: (c, a, b) =>
      fill(broadcast(c.shape, broadcast(a.shape, b.shape)), (i) =>
        broadcastAt(c, i) ? broadcastAt(a, i) : broadcastAt(b, i),
      ),
  };
}

function conversion(title: string, x: Given, to: 'float32' | 'int64'): OperationCase {
  return {
    title,
    inputs: [x],
    build: (tensor) => cast(tensor, to),
    naive: (values) => fill(values.shape, (i) => broadcastAt(values, i)),
    differentiable: [],
  };
}

function elementwise(f: (a: number, b: number) => number, a: NdArray, b: NdArray): NdArray {
  return fill(broadcast(a.shape, b.shape), (i) => f(broadcastAt(a, i), broadcastAt(b, i)));
}

function broadcast(a: Shape, b: Shape): Shape {
  return broadcastShapes('test', a, b);
}
