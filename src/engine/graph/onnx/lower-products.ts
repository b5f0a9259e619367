// Matrix products, convolutions and pooling as ONNX nodes.
import type { OperationName } from '../operations';
import type { Lowering } from './emitter';
import { convolutions } from './lower-convolution';

export const products = {
  matmul: (node, [a, b], emitter, output) => {
    const { transposeA, transposeB } = node.attributes;
    if (node.shape.length === 2) {
      emitter.emit(
        'Gemm',
        [a, b],
        { transA: Number(transposeA), transB: Number(transposeB) },
        output,
      );
      return;
    }
    const swap = (name: string): string =>
      emitter.emit('Transpose', [name], { perm: lastTwoSwapped(node.shape.length) });
    emitter.emit('MatMul', [transposeA ? swap(a) : a, transposeB ? swap(b) : b], {}, output);
  },
  ...convolutions,
  maxPool2d: (node, inputs, emitter, output) => {
    const { kernel, strides, padding } = node.attributes;
    const attributes = { kernel_shape: kernel, strides, pads: [...padding, ...padding] };
    emitter.emit('MaxPool', inputs, attributes, output);
  },
} satisfies { [O in OperationName]?: Lowering<O> };

function lastTwoSwapped(rank: number): number[] {
  return Array.from({ length: rank }, (_, i) => (i < rank - 2 ? i : 2 * rank - 3 - i));
}
