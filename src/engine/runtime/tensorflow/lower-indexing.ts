// Picking and adding by indices as TensorFlow kernels, which know the first axis or the last one.
import type { OperationName } from '../../graph/operations';
import { sizeOf } from '../../graph/shape';
import type { DataType, Shape, Tensor } from '../../graph/tensor';
import type { Emitter } from './emitter';
import type { Value } from './kernel';
import { castTo, inFloat32 } from './narrow';
import type { Lowering, Placement } from './placement';

export const indexing = {
  gather: (node, placement) => {
    const axis = placement.emitter.integer(node.attributes.axis);
    return placement.plainly('GatherV2', node.inputs, [axis]);
  },
  gatherElements: (node, placement) => {
    const { emitter } = placement;
    const [x, indices] = node.inputs;
    const turn = lastAxis(x.shape.length, node.attributes.axis);
    const [rows, size] = rowsOf(x.shape, turn);
    const places = flatPlaces(placement, indices, turn, [rows, size]);
    const flat = emitter.reshape(turned(placement, x, turn), [rows * size]);
    const picked = emitter.emit('GatherV2', [flat, places, emitter.integer(0)]);
    return { value: turnedBack(emitter, picked, node.shape, turn) };
  },
  scatterAddElements: (node, placement) => {
    const { emitter } = placement;
    const [updates, indices] = node.inputs;
    const turn = lastAxis(node.shape.length, node.attributes.axis);
    const [rows, size] = rowsOf(node.shape, turn);
    const places = flatPlaces(placement, indices, turn, [rows, size]);
    const flat = emitter.reshape(turned(placement, updates, turn), [sizeOf(updates.shape)]);
    const sums = segmentSums(emitter, node.dtype, flat, [places, rows * size]);
    return { value: turnedBack(emitter, sums, node.shape, turn) };
  },
  scatterAdd: (node, placement) => {
    const { emitter } = placement;
    const [updates, indices] = node.inputs;
    const { axis } = node.attributes;
    const turn = [axis, ...updates.shape.flatMap((_, i) => (i === axis ? [] : [i]))];
    const places = emitter.reshape(placement.value(indices), [sizeOf(indices.shape)]);
    const rows = turned(placement, updates, turn);
    const sums = segmentSums(emitter, node.dtype, rows, [places, node.shape[axis]]);
    const shape = turn.map((from) => node.shape[from]);
    const back = turn.map((_, i) => turn.indexOf(i));
    return { value: emitter.transpose(sums, shape, back) };
  },
  topK: (node, placement) => {
    const { emitter } = placement;
    const [x] = node.inputs;
    const turn = lastAxis(x.shape.length, node.attributes.axis);
    const operands = [turned(placement, x, turn), emitter.integer(node.attributes.k)];
    const [, places] = emitter.emitMany('TopKV2', operands, { sorted: true }, 2);
    const whole = castTo(emitter, places, 'int64');
    const shape = turn.map((from) => node.shape[from]);
    return { value: emitter.transpose(whole, shape, turn) };
  },
} satisfies { [O in OperationName]?: Lowering<O> };

/** The axes with one of them and the last swapped: its own inverse. */
function lastAxis(rank: number, axis: number): readonly number[] {
  const last = rank - 1;
  return Array.from({ length: rank }, (_, i) => (i === axis ? last : i === last ? axis : i));
}

function turned(placement: Placement, x: Tensor, turn: readonly number[]): Value {
  return placement.emitter.transpose(placement.value(x), x.shape, turn);
}

function turnedBack(emitter: Emitter, flat: Value, to: Shape, turn: readonly number[]): Value {
  const shape = turn.map((from) => to[from]);
  return emitter.transpose(emitter.reshape(flat, shape), shape, turn);
}

/** How many rows along the last axis there are, and how long each is. */
function rowsOf(shape: Shape, turn: readonly number[]): [rows: number, size: number] {
  const size = shape[turn[turn.length - 1]];
  return [sizeOf(shape) / size, size];
}

/** Indices within rows as indices into all rows one after the other. */
function flatPlaces(
  placement: Placement,
  indices: Tensor,
  turn: readonly number[],
  [rows, size]: readonly [number, number],
): Value {
  const { emitter } = placement;
  const count = sizeOf(indices.shape);
  const within = turned(placement, indices, turn);
  if (rows === 1) return emitter.reshape(within, [count]);
  const starts = BigInt64Array.from({ length: rows }, (_, row) => BigInt(row * size));
  const all = emitter.emit('AddV2', [
    emitter.reshape(within, [rows, count / rows]),
    emitter.constant(starts, [rows, 1], 'int64'),
  ]);
  return emitter.reshape(all, [count]);
}

/** Row i of the result is the sum of the rows of `x` whose place is i. */
function segmentSums(
  emitter: Emitter,
  type: DataType,
  x: Value,
  [places, count]: readonly [places: Value, count: number],
): Value {
  return inFloat32(emitter, type, [x], ([rows]) =>
    emitter.emit('UnsortedSegmentSum', [rows, places, emitter.integer(count)]),
  );
}
