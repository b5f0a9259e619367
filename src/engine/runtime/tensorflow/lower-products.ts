// Matrix products and pooling as TensorFlow kernels.
import type { OperationName } from '../../graph/operations';
import { convolutions } from './lower-convolution';
import type { Lowering } from './placement';

export const products = {
  matmul: (node, placement) => {
    const { transposeA, transposeB } = node.attributes;
    const { emitter } = placement;
    const factors = node.inputs.map((x) => placement.value(x));
    const value =
      node.shape.length === 2
        ? emitter.emit('MatMul', factors, { transpose_a: transposeA, transpose_b: transposeB })
        : emitter.emit('BatchMatMulV2', factors, { adj_x: transposeA, adj_y: transposeB });
    return { value };
  },
  ...convolutions,
  maxPool2d: (node, placement) => {
    const { kernel, strides, padding } = node.attributes;
    const { pictures, emitter } = placement;
    const attributes = {
      ksize: pictures.sizes(1, kernel),
      strides: pictures.sizes(1, strides),
      ...pictures.paddings(padding, padding),
      data_format: pictures.format,
    };
    const x = placement.value(node.inputs[0], pictures.order);
    return { value: emitter.emit('MaxPool', [x], attributes), order: pictures.order };
  },
} satisfies { [O in OperationName]?: Lowering<O> };
