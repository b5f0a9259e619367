// Picking by index, adding into places, the largest.
import {
  gather,
  gatherElements,
  oneHot,
  scatterAdd,
  scatterAddElements,
  topK,
} from '../../../../src/engine/graph/indexing';
import type { Shape } from '../../../../src/engine/graph/tensor';
import { at, fill, placeOf, visitIndices, withAxis } from '../naive/array';
import { floats, integers, normal, type Given, type OperationCase } from './case';

export const indexingCases = {
  gather: [
    picked([4, 3], integers([5], [0, 3, 3, 1, 0]), 0),
    picked([2, 4], integers([3], [2, 2, 0]), -1),
    picked([3, 2], integers([2, 2], [0, 1, 2, 1]), 0),
    picked([2, 3, 2], integers([2, 1], [2, 0]), 1),
    picked([5], integers([], [3]), 0),
    {
      title: 'of whole numbers',
      inputs: [integers([3], [5, 6, 7]), integers([2], [2, 0])],
      build: (x, indices) => gather(x, indices),
      naive: (x, indices) => fill([2], ([i]) => at(x, at(indices, i))),
    },
  ],
  scatterAdd: [
    added([4, 2], integers([4], [1, 0, 1, 3]), [5, 2], 0),
    added([2, 3], integers([3], [0, 0, 0]), [2, 4], -1),
    added([2, 2, 3], integers([2], [4, 4]), [2, 5, 3], 1),
    added([3], integers([3], [19, 0, 19]), [20], 0),
  ],
  gatherElements: [
    pickedEach([3, 4], integers([3, 2], [0, 0, 3, 1, 2, 2]), -1),
    pickedEach([3, 2], integers([4, 2], [0, 2, 1, 2, 0, 0, 1, 1]), 0),
    pickedEach([2, 3, 2], integers([2, 1, 2], [2, 0, 1, 1]), 1),
  ],
  scatterAddElements: [
    addedEach([2, 3], integers([2, 3], [1, 1, 0, 2, 2, 2]), [2, 4], -1),
    addedEach([3, 2], integers([3, 2], [4, 0, 4, 0, 1, 0]), [5, 2], 0),
    addedEach(
      [2, 2, 5],
      integers(
        [2, 2, 5],
        Array.from({ length: 20 }, (_, i) => i % 3),
      ),
      [2, 2, 6],
      2,
    ),
  ],
  topK: [
    largest('of rows', normal([3, 6]), 2, -1),
    largest('of columns', normal([5, 2]), 3, 0),
    largest('all, in order', normal([7]), 7, -1),
    largest('of an axis between', normal([2, 4, 3]), 2, 1),
    largest(
      'of equal values the lower index first',
      floats([2, 5], [1, 3, 3, 2, 3, 0, 0, 0, 0, 0]),
      4,
      -1,
    ),
  ],
} satisfies Record<string, readonly OperationCase[]>;

export const oneHotCases: OperationCase[] = [
  {
    title: 'of labels',
    inputs: [integers([4], [2, 0, 1, 2])],
    build: (labels) => oneHot(labels, 3),
    naive: (labels) => fill([4, 3], ([i, j]) => Number(at(labels, i) === j)),
    differentiable: [],
  },
];

function picked(shape: Shape, indices: Given, axis: number): OperationCase {
  const along = axis < 0 ? axis + shape.length : axis;
  const rank = indices.shape.length;
  return {
    title: `[${shape.join(', ')}] at [${indices.shape.join(', ')}] along ${axis}`,
    inputs: [normal(shape), indices],
    build: (x, places) => gather(x, places, axis),
    naive: (x, places) =>
      fill([...shape.slice(0, along), ...places.shape, ...shape.slice(along + 1)], (index) => {
        const place = at(places, ...index.slice(along, along + rank));
        return at(x, ...index.slice(0, along), place, ...index.slice(along + rank));
      }),
  };
}

function added(updates: Shape, indices: Given, into: Shape, axis: number): OperationCase {
  const along = axis < 0 ? axis + into.length : axis;
  return {
    title: `[${updates.join(', ')}] into [${into.join(', ')}] along ${axis}`,
    inputs: [normal(updates), indices],
    build: (x, places) => scatterAdd(x, places, into, axis),
    naive: (x, places) => {
      const result = fill(into, () => 0);
      visitIndices(updates, (index) => {
        const place = placeOf(into, withAxis(index, along, at(places, index[along])));
        result.data[place] += at(x, ...index);
      });
      return result;
    },
  };
}

function pickedEach(shape: Shape, indices: Given, axis: number): OperationCase {
  const along = axis < 0 ? axis + shape.length : axis;
  return {
    title: `[${shape.join(', ')}] at [${indices.shape.join(', ')}] along ${axis}`,
    inputs: [normal(shape), indices],
    build: (x, places) => gatherElements(x, places, axis),
    naive: (x, places) =>
      fill(places.shape, (index) => at(x, ...withAxis(index, along, at(places, ...index)))),
  };
}

function addedEach(updates: Shape, indices: Given, into: Shape, axis: number): OperationCase {
  const along = axis < 0 ? axis + into.length : axis;
  return {
    title: `[${updates.join(', ')}] into [${into.join(', ')}] along ${axis}`,
    inputs: [normal(updates), indices],
    build: (x, places) => scatterAddElements(x, places, into, axis),
    naive: (x, places) => {
      const result = fill(into, () => 0);
      visitIndices(updates, (index) => {
        result.data[placeOf(into, withAxis(index, along, at(places, ...index)))] += at(x, ...index);
      });
      return result;
    },
  };
}

function largest(title: string, x: Given, k: number, axis: number): OperationCase {
  const along = axis < 0 ? axis + x.shape.length : axis;
  return {
    title,
    inputs: [x],
    build: (tensor) => topK(tensor, k, axis),
    naive: (values) =>
      fill(
        x.shape.map((size, i) => (i === along ? k : size)),
        (index) => {
          const value = (i: number): number => at(values, ...withAxis(index, along, i));
          const order = Array.from({ length: x.shape[along] }, (_, i) => i);
          order.sort((a, b) => value(b) - value(a) || a - b);
          return order[index[along]];
        },
      ),
  };
}
