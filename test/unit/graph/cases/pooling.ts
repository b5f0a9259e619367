// Pooling over windows and over the whole picture.
import { averagePool2d, globalAveragePool, maxPool2d } from '../../../../src/engine/graph/pooling';
import type { Shape } from '../../../../src/engine/graph/tensor';
import { at, fill } from '../naive/array';
import { naivePool, type Pooling } from '../naive/products';
import { normal, type OperationCase } from './case';

const poolings: readonly (Pooling & { readonly title: string; readonly x: Shape })[] = [
  { title: 'side by side', x: [2, 2, 4, 6], kernel: [2, 3], strides: [2, 3], padding: [0, 0] },
  {
    title: 'overlapping, padded',
    x: [2, 1, 5, 5],
    kernel: [3, 3],
    strides: [2, 2],
    padding: [1, 1],
  },
  { title: 'with a remainder', x: [1, 2, 5, 6], kernel: [2, 2], strides: [2, 4], padding: [0, 0] },
  {
    title: 'gaps between windows',
    x: [1, 1, 7, 3],
    kernel: [2, 1],
    strides: [3, 2],
    padding: [1, 0],
  },
];

export const poolingCases = {
  maxPool2d: poolings.map(({ title, x, ...window }): OperationCase => ({
    title,
    inputs: [normal(x)],
    build: (picture) => maxPool2d(picture, window),
    naive: (picture) => naivePool(picture, window, (seen) => Math.max(...seen)),
  })),
} satisfies Record<string, readonly OperationCase[]>;

export const averagePoolCases = [
  ...poolings.map(({ title, x, ...window }): OperationCase => ({
    title,
    inputs: [normal(x)],
    build: (picture) => averagePool2d(picture, window),
    naive: (picture) =>
      naivePool(picture, window, (seen) => sum(seen) / (window.kernel[0] * window.kernel[1])),
  })),
];

export const globalAveragePoolCases: OperationCase[] = [
  {
    title: 'of a picture',
    inputs: [normal([2, 3, 2, 4])],
    build: globalAveragePool,
    naive: (x) =>
      fill(
        [2, 3],
        ([n, c]) => sum(Array.from({ length: 8 }, (_, i) => at(x, n, c, i >> 2, i & 3))) / 8,
      ),
  },
];

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
