// Layout, slicing and joining as TensorFlow kernels.
import type { OperationName } from '../../graph/operations';
import { sameShape } from '../../graph/shape';
import type { Tensor } from '../../graph/tensor';
import { numberOf } from './narrow';
import { plain, physicalAxis, physicalShape, sameSequence } from './order';
import type { Lowering } from './placement';

export const layout = {
  reshape: (node, placement) => {
    const { value, order } = placement.get(node.inputs[0]);
    const { shape } = node.inputs[0];
    const ready = !order || sameSequence(shape, order) ? value : placement.value(node.inputs[0]);
    return { value: placement.emitter.reshape(ready, node.shape) };
  },
  transpose: (node, placement) => {
    const [x] = node.inputs;
    const { value, order = plain(x.shape) } = placement.get(x);
    const permutation = node.attributes.permutation.map((axis) => order.indexOf(axis));
    const shape = physicalShape(x.shape, order);
    return { value: placement.emitter.transpose(value, shape, permutation) };
  },
  broadcastTo: (node, placement) => {
    const order = placement.orderOf(node);
    const { emitter } = placement;
    const shape = emitter.integers(physicalShape(node.shape, order));
    const value = emitter.emit('BroadcastTo', [placement.operand(node.inputs[0], order), shape]);
    return { value, order };
  },
  concat: (node, placement) => {
    const whole = rejoined(node);
    if (whole) return placement.get(whole);
    const order = placement.orderOf(node);
    const { emitter } = placement;
    const axis = emitter.integer(physicalAxis(node.attributes.axis, order));
    const parts = node.inputs.map((x) => placement.value(x, order));
    if (parts.length === 1) return { value: parts[0], order };
    const attributes = { N: parts.length, T: { type: node.dtype } };
    return { value: emitter.emit('ConcatV2', [...parts, axis], attributes), order };
  },
  slice: (node, placement) => {
    const order = placement.orderOf(node);
    const { emitter } = placement;
    const { starts, ends, steps } = node.attributes;
    const x = placement.value(node.inputs[0], order);
    const bounds = [starts, ends, steps].map((sizes) => physicalShape(sizes, order));
    if (steps.every((step) => step === 1)) {
      const size = emitter.integers(physicalShape(node.shape, order));
      return { value: emitter.emit('Slice', [x, emitter.integers(bounds[0]), size]), order };
    }
    const places = bounds.map((sizes) => emitter.integers(sizes));
    return { value: emitter.emit('StridedSlice', [x, ...places]), order };
  },
  pad: (node, placement) => {
    const order = placement.orderOf(node);
    const { emitter } = placement;
    const { before, after, value } = node.attributes;
    const [first, last] = [before, after].map((sizes) => physicalShape(sizes, order));
    const amounts = Int32Array.from(first.flatMap((size, i) => [size, last[i]]));
    const x = placement.value(node.inputs[0], order);
    const paddings = emitter.constant(amounts, [first.length, 2], 'int32');
    const padded =
      value === 0
        ? emitter.emit('Pad', [x, paddings])
        : emitter.emit('PadV2', [x, paddings, numberOf(emitter, value, node.dtype)]);
    return { value: padded, order };
  },
} satisfies { [O in OperationName]?: Lowering<O> };

/** What the parts are slices of, where they are all of it in its order. */
function rejoined({ attributes: { axis }, inputs, shape }: Tensor<'concat'>): Tensor | undefined {
  const [source] = inputs[0].inputs;
  let end = 0;
  for (const part of inputs) {
    if (!is(part, 'slice') || part.inputs[0] !== source) return undefined;
    const { starts, steps } = part.attributes;
    const isNext = starts.every((start, i) => start === (i === axis ? end : 0));
    if (!isNext || steps.some((step) => step > 1)) return undefined;
    end += part.shape[axis];
  }
  return sameShape(source.shape, shape) ? source : undefined;
}

function is<O extends OperationName>(node: Tensor, operation: O): node is Tensor<O> {
  return node.operation === operation;
}
