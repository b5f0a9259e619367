// Layout, slicing and indexing as ONNX nodes.
import type { OperationName } from '../operations';
import { sizeOf } from '../shape';
import type { Tensor } from '../tensor';
import type { Emitter, Lowering } from './emitter';
import { onnxDataType } from './protobuf';

export const layout = {
  reshape: (node, [x], emitter, output) => {
    // 0 copies the operand's size: models whose batch is left open need no other form.
    const sizes = node.shape.map((size, i) =>
      i === 0 && size === node.inputs[0].shape[0] ? 0 : size,
    );
    emitter.emit('Reshape', [x, emitter.integers(sizes)], {}, output);
  },
  transpose: (node, inputs, emitter, output) => {
    emitter.emit('Transpose', inputs, { perm: node.attributes.permutation }, output);
  },
  broadcastTo: (node, [x], emitter, output) => {
    emitter.emit('Expand', [x, emitter.integers(node.shape)], {}, output);
  },
  concat: (node, inputs, emitter, output) => {
    emitter.emit('Concat', inputs, { axis: node.attributes.axis }, output);
  },
  slice: (node, [x], emitter, output) => {
    const { starts, ends, steps } = node.attributes;
    const axes = starts.flatMap((start, i) =>
      start > 0 || ends[i] < node.inputs[0].shape[i] || steps[i] > 1 ? [i] : [],
    );
    const along = [starts, ends, axes.map((_, i) => i), steps].map((_, which) =>
      emitter.integers(axes.map((axis) => [starts[axis], ends[axis], axis, steps[axis]][which])),
    );
    emitter.emit('Slice', [x, ...along], {}, output);
  },
  pad: (node, [x], emitter, output) => {
    const { before, after, value } = node.attributes;
    const amounts = emitter.integers([...before, ...after]);
    const filler = emitter.floats(Float32Array.of(value), [], node.dtype);
    emitter.emit('Pad', [x, amounts, filler], {}, output);
  },
  gather: (node, inputs, emitter, output) => {
    emitter.emit('Gather', inputs, { axis: node.attributes.axis }, output);
  },
  gatherElements: (node, inputs, emitter, output) => {
    emitter.emit('GatherElements', inputs, { axis: node.attributes.axis }, output);
  },
  scatterAddElements: (node, [updates, indices], emitter, output) => {
    scatter(emitter, zeros(emitter, node), indices, updates, node.attributes.axis, output);
  },
  scatterAdd: (node, [updates, indices], emitter, output) => {
    const { axis } = node.attributes;
    const { shape } = node.inputs[0];
    const column = emitter.integers(shape.map((size, i) => (i === axis ? size : 1)));
    const numbers = Float32Array.from({ length: node.shape[axis] }, (_, i) => i);
    // WebGPU reads indices of 64 bits but leaves their arithmetic to the CPU: they grow as floats.
    const rows = emitter.emit('Gather', [
      emitter.initializer(numbers, [numbers.length], 'float32'),
      indices,
    ]);
    const grown = emitter.emit('Expand', [
      emitter.emit('Reshape', [rows, column]),
      emitter.integers(shape),
    ]);
    const places = emitter.emit('Cast', [grown], { to: onnxDataType('int64') });
    scatter(emitter, zeros(emitter, node), places, updates, axis, output);
  },
  topK: (node, [x], emitter, output) => {
    const { k, axis } = node.attributes;
    const count = emitter.integers([k]);
    emitter.emitMany('TopK', [x, count], { axis, largest: 1, sorted: 1 }, [
      emitter.freshName(),
      output,
    ]);
  },
} satisfies { [O in OperationName]?: Lowering<O> };

/** Zeros of the node's shape, made when it runs so that the file stays small. */
function zeros(emitter: Emitter, node: Tensor): string {
  const size = sizeOf(node.shape);
  if (size <= 16) return emitter.floats(new Float32Array(size), node.shape, node.dtype);
  return emitter.emit('Expand', [
    emitter.floats(Float32Array.of(0), [], node.dtype),
    emitter.integers(node.shape),
  ]);
}

function scatter(
  emitter: Emitter,
  into: string,
  indices: string,
  updates: string,
  axis: number,
  output: string,
): void {
  emitter.emit('ScatterElements', [into, indices, updates], { axis, reduction: 'add' }, output);
}
