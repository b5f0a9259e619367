// Layout and slicing.
import { reshape, transpose } from '../../../../src/engine/graph/layout';
import { broadcastTo } from '../../../../src/engine/graph/reduction';
import { concat, pad, slice, sliceAxis } from '../../../../src/engine/graph/slicing';
import type { Shape } from '../../../../src/engine/graph/tensor';
import { broadcastAt, fill, at } from '../naive/array';
import { integers, normal, type OperationCase } from './case';

export const layoutCases = {
  broadcastTo: [
    broadcast([3], [2, 3]),
    broadcast([2, 1], [4, 2, 3]),
    broadcast([], [2, 2]),
    broadcast([1, 3, 1], [1, 3, 1]),
  ],
  reshape: [
    shaped([2, 6], [3, 4], [3, 4]),
    shaped([2, 6], [2, -1, 3], [2, 2, 3]),
    shaped([1, 1], [], []),
    shaped([], [1, 1], [1, 1]),
  ],
  transpose: [
    permuted([2, 3], undefined, [1, 0]),
    permuted([2, 3, 4], undefined, [0, 2, 1]),
    permuted([2, 3, 4], [2, 0, 1], [2, 0, 1]),
    permuted([2, 3, 1, 2], [-1, 0, -2, 1], [3, 0, 2, 1]),
    permuted([3], undefined, [0]),
  ],
  slice: [
    cut([4, 5], [1, 0], [3, 5], [1, 1]),
    cut([4, 5], [0, 1], [4, 5], [3, 2]),
    cut([5, 2, 3], [4, 0, 1], [5, 2, 2], [2, 1, 1]),
    cut([7], [1], [7], [4]),
    cut([2, 2], [0, 0], [2, 2], [1, 1]),
    {
      title: 'along a negative axis',
      inputs: [normal([2, 5])],
      build: (x) => sliceAxis(x, -1, 1, 4),
      naive: (x) => fill([2, 3], ([i, j]) => at(x, i, j + 1)),
    },
    {
      title: 'of whole numbers',
      inputs: [integers([4], [4, 3, 2, 1])],
      build: (x) => slice(x, [1], [4], [2]),
      naive: (x) => fill([2], ([i]) => at(x, 1 + 2 * i)),
    },
  ],
  pad: [
    padded([2, 3], [1, 0], [0, 2], 0),
    padded([2, 1, 2], [0, 2, 1], [1, 0, 0], -1.5),
    padded([3], [0], [0], 7),
    padded([1], [2], [3], -Infinity),
  ],
  concat: [
    joined(
      [
        [2, 3],
        [2, 1],
        [2, 2],
      ],
      -1,
    ),
    joined(
      [
        [1, 2],
        [3, 2],
      ],
      0,
    ),
    joined(
      [
        [2, 1, 2],
        [2, 2, 2],
      ],
      1,
    ),
    joined([[2, 2]], 0),
  ],
} satisfies Record<string, readonly OperationCase[]>;

function broadcast(from: Shape, to: Shape): OperationCase {
  return {
    title: `[${from.join(', ')}] to [${to.join(', ')}]`,
    inputs: [normal(from)],
    build: (x) => broadcastTo(x, to),
    naive: (x) => fill(to, (index) => broadcastAt(x, index)),
  };
}

function shaped(from: Shape, to: Shape, result: Shape): OperationCase {
  return {
    title: `[${from.join(', ')}] to [${to.join(', ')}]`,
    inputs: [normal(from)],
    build: (x) => reshape(x, to),
    naive: (x) => ({ shape: result, data: x.data }),
  };
}

function permuted(shape: Shape, given: Shape | undefined, axes: Shape): OperationCase {
  return {
    title: `[${shape.join(', ')}] by ${given ? `[${given.join(', ')}]` : 'default'}`,
    inputs: [normal(shape)],
    build: (x) => transpose(x, given),
    naive: (x) =>
      fill(
        axes.map((axis) => shape[axis]),
        (index) => at(x, ...shape.map((_, axis) => index[axes.indexOf(axis)])),
      ),
  };
}

function cut(shape: Shape, starts: Shape, ends: Shape, steps: Shape): OperationCase {
  const size = (i: number): number => {
    let count = 0;
    for (let place = starts[i]; place < ends[i]; place += steps[i]) count++;
    return count;
  };
  return {
    title: `[${shape.join(', ')}] from [${starts.join(', ')}] to [${ends.join(', ')}] by [${steps.join(', ')}]`,
    inputs: [normal(shape)],
    build: (x) => slice(x, starts, ends, steps),
    naive: (x) =>
      fill(
        shape.map((_, i) => size(i)),
        (index) => at(x, ...index.map((place, i) => starts[i] + place * steps[i])),
      ),
  };
}

function padded(shape: Shape, before: Shape, after: Shape, value: number): OperationCase {
  return {
    title: `[${shape.join(', ')}] with ${value}`,
    inputs: [normal(shape)],
    build: (x) => pad(x, before, after, value),
    naive: (x) =>
      fill(
        shape.map((size, i) => size + before[i] + after[i]),
        (index) => {
          const inside = index.map((place, i) => place - before[i]);
          return inside.every((place, i) => place >= 0 && place < shape[i])
            ? at(x, ...inside)
            : value;
        },
      ),
    ...(Number.isFinite(value) ? {} : { differentiable: [] }),
  };
}

function joined(shapes: readonly Shape[], axis: number): OperationCase {
  const along = axis < 0 ? axis + shapes[0].length : axis;
  return {
    title: `${shapes.map((shape) => `[${shape.join(', ')}]`).join(', ')} along ${axis}`,
    inputs: shapes.map((shape, i) => normal(shape, `part ${i}`)),
    build: (...parts) => concat(parts, axis),
    naive: (...parts) => {
      const total = parts.reduce((sum, part) => sum + part.shape[along], 0);
      return fill(
        shapes[0].map((size, i) => (i === along ? total : size)),
        (index) => {
          let [which, place] = [0, index[along]];
          while (place >= parts[which].shape[along]) place -= parts[which++].shape[along];
          return at(parts[which], ...index.map((i, a) => (a === along ? place : i)));
        },
      );
    },
  };
}
