// Wrong shapes are refused where the graph is built, by a message with the operation and the shapes.
import { describe, expect, it } from 'vitest';
import * as arithmetic from '../../../src/engine/graph/arithmetic';
import { cast, equal, select } from '../../../src/engine/graph/comparison';
import { conv2d } from '../../../src/engine/graph/convolution';
import { gradients } from '../../../src/engine/graph/gradient';
import * as indexing from '../../../src/engine/graph/indexing';
import { reshape, transpose } from '../../../src/engine/graph/layout';
import { matmul } from '../../../src/engine/graph/matmul';
import { averagePool2d, maxPool2d } from '../../../src/engine/graph/pooling';
import { channelAffine } from '../../../src/engine/graph/normalisation';
import { broadcastTo, reduceSum } from '../../../src/engine/graph/reduction';
import { resampleAffine } from '../../../src/engine/graph/resample';
import { ShapeError } from '../../../src/engine/graph/shape';
import { concat, pad, slice, sliceAxis } from '../../../src/engine/graph/slicing';
import { constant, input } from '../../../src/engine/graph/sources';
import { reduceMax, softmax } from '../../../src/engine/graph/statistics';
import type { HostType, Tensor } from '../../../src/engine/graph/tensor';

function of(...shape: number[]): Tensor {
  return input('x', shape);
}

function typed(dtype: HostType, ...shape: number[]): Tensor {
  return input('x', shape, dtype);
}

const half = (...shape: number[]): Tensor => cast(of(...shape), 'float16');

const places = (...shape: number[]): Tensor => typed('int64', ...shape);

const wrong: readonly [make: () => unknown, message: string][] = [
  [() => arithmetic.add(of(2, 3), of(2)), 'add of [2, 3] and [2]: sizes 3 and 2 do not broadcast'],
  [() => arithmetic.divide(of(4, 1, 2), of(3, 3)), 'divide of [4, 1, 2] and [3, 3]: sizes 2 and 3'],
  [() => equal(of(2), of(3)), 'equal of [2] and [3]'],
  [() => select(of(2), of(2), of(2)), 'select of [2]: the condition is float32, not bool'],
  [() => select(typed('bool', 3), of(2), of(2)), 'select of [3] and [2]'],
  [
    () => arithmetic.add(of(2), half(2)),
    'add of [2] and [2]: the types float32 and float16 differ',
  ],
  [
    () => matmul(half(2, 3), of(3, 2)),
    'matmul of [2, 3] and [3, 2]: the types float16 and float32',
  ],
  [
    () => conv2d(half(1, 1, 4, 4), of(1, 1, 3, 3)),
    'conv2d of [1, 1, 4, 4] and [1, 1, 3, 3]: the types float16 and float32 differ',
  ],
  [
    () => channelAffine(half(2, 3), of(3), of(3)),
    'channelAffine of [2, 3] and [3]: the types float16 and float32 differ',
  ],
  [
    () => gradients(reduceSum(half(2)), [], of(1)),
    'gradients of [1] and [1]: the types float16 and float32 differ',
  ],
  [() => matmul(of(2, 3), of(2, 3)), 'matmul of [2, 3] and [2, 3]: the inner sizes 3 and 2 differ'],
  [() => matmul(of(3), of(3, 2)), 'matmul of [3] and [3, 2]: both need two axes'],
  [() => matmul(of(2, 2, 3), of(3, 3, 2)), 'matmul of [2, 2, 3] and [3, 3, 2]: batch axes differ'],
  [
    () => matmul(of(2, 3), of(3, 2), { transposeA: true }),
    'matmul of [2, 3] and [3, 2]: the inner',
  ],
  [
    () => conv2d(of(2, 3, 8), of(4, 3, 3, 3)),
    'conv2d of [2, 3, 8] and [4, 3, 3, 3]: both need four',
  ],
  [
    () => conv2d(of(2, 3, 8, 8), of(4, 2, 3, 3)),
    'conv2d of [2, 3, 8, 8] and [4, 2, 3, 3]: channels do not fit 1 group(s)',
  ],
  [
    () => conv2d(of(1, 4, 8, 8), of(3, 2, 3, 3), { groups: 2 }),
    'conv2d of [1, 4, 8, 8] and [3, 2, 3, 3]: channels do not fit 2 group(s)',
  ],
  [
    () => conv2d(of(1, 1, 2, 8), of(1, 1, 3, 3)),
    'conv2d of [1, 1, 2, 8] and [1, 1, 3, 3]: the kernel is larger than the padded picture',
  ],
  [
    () => conv2d(of(1, 1, 4, 4), of(2, 1, 3, 3), { bias: of(3) }),
    'conv2d of [2, 1, 3, 3] and [3]: one bias a channel',
  ],
  [() => maxPool2d(of(1, 1, 2, 2), { kernel: 3 }), 'maxPool2d of [1, 1, 2, 2] and [3, 3]'],
  [() => maxPool2d(of(1, 2, 2), { kernel: 1 }), 'maxPool2d of [1, 2, 2] and [1, 1]'],
  [() => maxPool2d(of(1, 1, 4, 4), { kernel: 2, padding: 2 }), 'maxPool2d of [1, 1, 4, 4]'],
  [
    () => averagePool2d(of(1, 1, 2, 2), { kernel: [1, 5] }),
    'averagePool2d of [1, 1, 2, 2] and [1, 5]',
  ],
  [
    () => channelAffine(of(2, 3), of(3), of(2)),
    'channelAffine of [2, 3] and [3] and [2]: one value a channel is needed',
  ],
  [() => reshape(of(2, 3), [4]), 'reshape of [2, 3] and [4]: the number of elements differs'],
  [() => reshape(of(2, 3), [-1, 4]), 'reshape of [2, 3] and [-1, 4]'],
  [() => reshape(of(2, 3), [-1, -1]), 'reshape of [2, 3] and [-1, -1]'],
  [() => transpose(of(2, 3), [0, 0]), 'transpose of [2, 3] and [0, 0]'],
  [() => transpose(of(2, 3), [0]), 'transpose of [2, 3] and [0]'],
  [() => transpose(of(2, 3), [0, 2]), 'transpose of [2, 3]: there is no axis 2'],
  [() => broadcastTo(of(2), [3]), 'broadcastTo of [2] and [3]'],
  [() => broadcastTo(of(2, 3), [3]), 'broadcastTo of [2, 3] and [3]: the first cannot grow'],
  [() => reduceSum(of(2, 3), [2]), 'reduceSum of [2, 3]: there is no axis 2'],
  [() => reduceMax(of(2, 3), [-3]), 'reduceMax of [2, 3]: there is no axis -3'],
  [() => softmax(of(2), 0.5), 'softmax of [2]: there is no axis 0.5'],
  [() => concat([], 0), 'concat'],
  [
    () => concat([of(2, 3), of(2, 2)], 0),
    'concat of [2, 3] and [2, 2]: sizes beside axis 0 differ',
  ],
  [() => concat([of(2, 3), of(2)], 0), 'concat of [2, 3] and [2]'],
  [() => slice(of(4), [1], [5]), 'slice of [4] and [1] and [5]: the range lies outside'],
  [() => slice(of(4), [2], [2]), 'slice of [4] and [2] and [2]'],
  [() => slice(of(4, 4), [0], [4]), 'slice of [4, 4] and [0] and [4]'],
  [() => slice(of(4), [0], [4], [0]), 'slice of [4] and [0] and [4]'],
  [() => sliceAxis(of(4), 1, 0, 1), 'slice of [4]: there is no axis 1'],
  [() => pad(of(2, 2), [1], [1]), 'pad of [2, 2] and [1] and [1]'],
  [() => pad(of(2), [-1], [0]), 'pad of [2] and [-1] and [0]'],
  [
    () => indexing.gather(of(3), of(2)),
    'gather of [3] and [2]: the indices are float32, not int64',
  ],
  [() => indexing.gather(of(3), places(2), 1), 'gather of [3]: there is no axis 1'],
  [() => indexing.gatherElements(of(3, 2), places(2, 2), 1), 'gatherElements of [3, 2] and [2, 2]'],
  [() => indexing.gatherElements(of(3, 2), places(3)), 'gatherElements of [3, 2] and [3]'],
  [() => indexing.scatterAdd(of(3, 2), places(2), [4, 2]), 'scatterAdd of [3, 2] and [4, 2]'],
  [
    () => indexing.scatterAddElements(of(3), places(2), [4]),
    'scatterAddElements of [3] and [2]: they do not fit',
  ],
  [() => indexing.topK(of(2, 3), 4), 'topK of [2, 3]: 4 of 3 were asked for'],
  [() => indexing.topK(of(2, 3), 0), 'topK of [2, 3]: 0 of 3'],
  [() => constant(Float32Array.of(1, 2), [3]), 'constant of [3]: 2 values given'],
  [() => gradients(of(2), []), 'gradients of [2]: the loss is no scalar'],
  [() => gradients(of(2), [], of(3)), 'gradients of [2] and [3]'],
  [
    () => resampleAffine(of(2, 1, 3, 3), of(1, 2, 3), [2, 2]),
    'resampleAffine of [2, 1, 3, 3] and [1, 2, 3]',
  ],
];

describe('ShapeError', () => {
  it.each(wrong)('%#: $1', (make, message) => {
    expect(make).toThrow(ShapeError);
    expect(make).toThrow(message);
  });
});

describe('a type that does not fit is refused like a shape', () => {
  it.each<[() => unknown, string]>([
    [
      () => arithmetic.add(of(2), places(2)),
      'add of [2] and [2]: the types float32 and int64 differ',
    ],
    [() => equal(places(2), 3), 'equal of [2] and []: the types int64 and float32 differ'],
    [
      () => select(typed('bool', 2), places(2), 0),
      'select of [2] and []: the types int64 and float32',
    ],
    [() => matmul(of(2, 2), places(2, 2)), 'matmul of [2, 2] and [2, 2]: the types'],
    [() => concat([of(2), places(2)], 0), 'concat of [2] and [2]: the types'],
  ])('%#', (make, message) => {
    expect(make).toThrow(ShapeError);
    expect(make).toThrow(message);
  });
});
