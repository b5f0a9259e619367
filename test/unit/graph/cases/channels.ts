// An affine map of every channel.
import { channelAffine } from '../../../../src/engine/graph/normalisation';
import type { Shape } from '../../../../src/engine/graph/tensor';
import { at, fill } from '../naive/array';
import { normal, type OperationCase } from './case';

const shapes: readonly Shape[] = [
  [3, 4],
  [1, 1],
  [2, 3, 2, 2],
  [2, 1, 3, 1],
];

export const channelCases = {
  channelAffine: shapes.map((shape): OperationCase => ({
    title: `of [${shape.join(', ')}]`,
    inputs: [normal(shape), normal([shape[1]], 'scale'), normal([shape[1]], 'shift')],
    build: (x, scale, shift) => channelAffine(x, scale, shift),
    naive: (x, scale, shift) => fill(shape, (i) => at(x, ...i) * at(scale, i[1]) + at(shift, i[1])),
    secondOrder: true,
  })),
};
