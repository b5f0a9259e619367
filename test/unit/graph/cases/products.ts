// Matrix products, convolutions with their gradients.
import { cast } from '../../../../src/engine/graph/comparison';
import { conv2d } from '../../../../src/engine/graph/convolution';
import { gradients } from '../../../../src/engine/graph/gradient';
import { matmul } from '../../../../src/engine/graph/matmul';
import { filled } from '../../../../src/engine/graph/sources';
import type { Shape } from '../../../../src/engine/graph/tensor';
import { at, fill } from '../naive/array';
import {
  naiveConv,
  naiveConvInputGradient,
  naiveConvWeightGradient,
  naiveMatmul,
  outputSize,
  type Window,
} from '../naive/products';
import { normal, type OperationCase } from './case';

function product(a: Shape, b: Shape, transposeA = false, transposeB = false): OperationCase {
  const marks = [
    a.join(', ') + (transposeA ? ']ᵀ' : ']'),
    b.join(', ') + (transposeB ? ']ᵀ' : ']'),
  ];
  return {
    title: `[${marks.join(' · [')}`,
    inputs: [normal(a, 'left'), normal(b, 'right')],
    build: (left, right) => matmul(left, right, { transposeA, transposeB }),
    naive: (left, right) => naiveMatmul(left, right, transposeA, transposeB),
    secondOrder: true,
  };
}

interface ConvolutionRow extends Partial<Window> {
  readonly title: string;
  readonly x: Shape;
  readonly w: Shape;
}

const convolutions: readonly ConvolutionRow[] = [
  { title: 'one by one', x: [2, 3, 3, 2], w: [2, 3, 1, 1] },
  { title: 'three by three, padded', x: [2, 2, 4, 5], w: [3, 2, 3, 3], padding: [1, 1] },
  { title: 'one input and output channel', x: [1, 1, 4, 4], w: [1, 1, 2, 2] },
  {
    title: 'strides that leave a remainder',
    x: [2, 2, 6, 7],
    w: [2, 2, 3, 3],
    strides: [2, 2],
    padding: [1, 1],
  },
  { title: 'a strided shortcut', x: [2, 2, 5, 6], w: [3, 2, 1, 1], strides: [2, 2] },
  {
    title: 'an asymmetric kernel',
    x: [1, 2, 5, 6],
    w: [2, 2, 1, 4],
    strides: [2, 1],
    padding: [0, 2],
  },
  { title: 'dilated unevenly', x: [1, 2, 6, 5], w: [2, 2, 3, 2], dilations: [2, 3] },
  {
    title: 'dilated and strided with a remainder',
    x: [2, 1, 8, 7],
    w: [2, 1, 2, 2],
    strides: [3, 2],
    dilations: [2, 2],
    padding: [1, 0],
  },
  { title: 'two groups', x: [2, 4, 4, 3], w: [6, 2, 3, 3], groups: 2, padding: [1, 1] },
  { title: 'each channel by itself', x: [2, 3, 4, 4], w: [6, 1, 2, 2], groups: 3 },
  {
    title: 'groups, strides with a remainder, dilation',
    x: [2, 2, 8, 9],
    w: [2, 1, 2, 3],
    groups: 2,
    strides: [2, 3],
    dilations: [2, 1],
    padding: [1, 2],
  },
  {
    title: 'a kernel as large as the padded picture',
    x: [1, 2, 3, 2],
    w: [2, 2, 5, 2],
    padding: [1, 0],
  },
  { title: 'many places', x: [2, 2, 9, 8], w: [3, 2, 3, 3], padding: [1, 1] },
  {
    title: 'many places, strides with a remainder',
    x: [2, 1, 16, 18],
    w: [2, 1, 3, 2],
    strides: [2, 2],
    padding: [1, 1],
  },
  { title: 'padding wider than the kernel', x: [1, 1, 2, 3], w: [1, 1, 1, 1], padding: [1, 2] },
];

const convCases = convolutions.map(({ title, x, w, ...options }): OperationCase => {
  const window = windowOf(options);
  return {
    title,
    inputs: [normal(x, 'picture'), normal(w, 'weight')],
    build: (picture, weight) => conv2d(picture, weight, window),
    naive: (picture, weight) => naiveConv(picture, weight, window),
    secondOrder: true,
  };
});

const biasedCases: OperationCase[] = [
  {
    title: 'with a bias',
    inputs: [normal([2, 2, 4, 3], 'picture'), normal([3, 2, 3, 2], 'weight'), normal([3], 'bias')],
    build: (picture, weight, bias) => conv2d(picture, weight, { padding: 1, bias }),
    naive: (picture, weight, bias) => {
      const y = naiveConv(picture, weight, windowOf({ padding: [1, 1] }));
      return fill(y.shape, (i) => at(y, ...i) + at(bias, i[1]));
    },
    secondOrder: true,
  },
];

const convInputGradientCases = convolutions.map(({ title, x, w, ...options }): OperationCase => {
  const window = windowOf(options);
  const y = [x[0], w[0], ...outputSize(x, w, window)];
  return {
    title,
    inputs: [normal(y, 'gradient'), normal(w, 'weight')],
    build: (g, weight) => {
      const picture = cast(filled(0, x), g.dtype);
      return gradients(conv2d(picture, weight, window), [picture], g)[0];
    },
    naive: (g, weight) => naiveConvInputGradient(g, weight, x, window),
    secondOrder: true,
  };
});

const convWeightGradientCases = convolutions.map(({ title, x, w, ...options }): OperationCase => {
  const window = windowOf(options);
  const y = [x[0], w[0], ...outputSize(x, w, window)];
  return {
    title,
    inputs: [normal(x, 'picture'), normal(y, 'gradient')],
    build: (picture, g) => {
      const weight = cast(filled(0, w), g.dtype);
      return gradients(conv2d(picture, weight, window), [weight], g)[0];
    },
    naive: (picture, g) => naiveConvWeightGradient(picture, g, w, window),
    secondOrder: true,
  };
});

export const productCases = {
  matmul: [
    product([2, 3], [3, 4]),
    product([3, 2], [3, 4], true),
    product([2, 3], [4, 3], false, true),
    product([3, 2], [4, 3], true, true),
    product([1, 1], [1, 5]),
    product([2, 2, 3], [2, 3, 2]),
    product([2, 3, 2], [2, 3, 4], true),
    product([2, 2, 3], [2, 4, 3], false, true),
    product([2, 3, 2], [2, 4, 3], true, true),
    product([2, 2, 2, 3], [2, 2, 3, 1]),
    product([2, 4, 3], [3, 2]),
    product([2, 4, 3], [2, 3], false, true),
    product([2, 3, 4], [3, 2], true),
  ],
  conv2d: [...convCases, ...biasedCases],
  conv2dInputGradient: convInputGradientCases,
  conv2dWeightGradient: convWeightGradientCases,
} satisfies Record<string, readonly OperationCase[]>;

function windowOf({
  strides = [1, 1],
  padding = [0, 0],
  dilations = [1, 1],
  groups = 1,
}: Partial<Window>): Window {
  return { strides, padding, dilations, groups };
}
