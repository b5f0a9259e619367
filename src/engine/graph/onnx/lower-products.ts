// Matrix products, convolutions and pooling as ONNX nodes.
import type { Convolution, OperationName } from '../operations';
import type { Shape, Tensor } from '../tensor';
import type { Emitter, Lowering } from './emitter';
import type { OnnxAttribute } from './protobuf';

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
  conv2d: (node, inputs, emitter, output) => {
    emitter.emit('Conv', inputs, window(node.attributes, node.inputs[1].shape), output);
  },
  conv2dInputGradient: (node, inputs, emitter, output) => {
    const weight = node.inputs[1].shape;
    const attributes = {
      ...window(node.attributes, weight),
      output_padding: outputPadding(node, weight),
    };
    emitter.emit('ConvTranspose', inputs, attributes, output);
  },
  conv2dWeightGradient: (node, [x, g], emitter, output) => {
    if (node.attributes.groups === 1) weightGradientByPatches(node, x, g, emitter, output);
    else weightGradientByConv(node, x, g, emitter, output);
  },
  maxPool2d: (node, inputs, emitter, output) => {
    const { kernel, strides, padding } = node.attributes;
    const attributes = { kernel_shape: kernel, strides, pads: [...padding, ...padding] };
    emitter.emit('MaxPool', inputs, attributes, output);
  },
} satisfies { [O in OperationName]?: Lowering<O> };

function window(
  { strides, padding, dilations, groups }: Convolution,
  weight: Shape,
): Record<string, OnnxAttribute> {
  return {
    kernel_shape: weight.slice(2),
    strides,
    pads: [...padding, ...padding],
    dilations,
    group: groups,
  };
}

/** Rows and columns at the far edge that no window reached: they exist in the input all the same. */
function outputPadding(node: Tensor<'conv2dInputGradient'>, weight: Shape): number[] {
  const { strides, padding, dilations } = node.attributes;
  return strides.map((stride, i) => {
    const windows = node.inputs[0].shape[i + 2];
    const reached = (windows - 1) * stride + dilations[i] * (weight[i + 2] - 1) + 1;
    return node.shape[i + 2] + 2 * padding[i] - reached;
  });
}

/**
 * Σ over pictures and places of the output gradient times the patch it saw: one matrix product
 * over all of them, which scales with threads where a convolution with the gradient as its kernel
 * does not.
 */
function weightGradientByPatches(
  node: Tensor<'conv2dWeightGradient'>,
  x: string,
  g: string,
  emitter: Emitter,
  output: string,
): void {
  const [, , h, w] = node.inputs[1].shape;
  const [co, ci, kh, kw] = node.shape;
  const { strides, padding, dilations } = node.attributes;
  const channelFirst = { perm: [1, 0, 2, 3] };
  const pictures = emitter.emit('Transpose', [x], channelFirst);
  const pads = emitter.integers([0, 0, ...padding, 0, 0, ...padding]);
  const padded = padding.some(Boolean) ? emitter.emit('Pad', [pictures, pads]) : pictures;
  const taps = Array.from({ length: kh * kw }, (_, tap) => {
    const start = [Math.floor(tap / kw) * dilations[0], (tap % kw) * dilations[1]];
    const end = [start[0] + (h - 1) * strides[0] + 1, start[1] + (w - 1) * strides[1] + 1];
    const where = [start, end, [2, 3], strides].map((values) => emitter.integers(values));
    return emitter.emit('Slice', [padded, ...where]);
  });
  const joined = taps.length > 1 ? emitter.emit('Concat', taps, { axis: 0 }) : taps[0];
  const patches = emitter.emit('Reshape', [joined, emitter.integers([kh * kw * ci, -1])]);
  const gradient = emitter.emit('Transpose', [g], channelFirst);
  const rows = emitter.emit('Reshape', [gradient, emitter.integers([co, -1])]);
  const product = emitter.emit('Gemm', [rows, patches], { transB: 1 });
  const byTap = emitter.emit('Reshape', [product, emitter.integers([co, kh, kw, ci])]);
  emitter.emit('Transpose', [byTap], { perm: [0, 3, 1, 2] }, output);
}

/**
 * The same sum as a convolution: pictures become channels, the output gradient the kernel, stride
 * and dilation change places. Groups stay groups.
 */
function weightGradientByConv(
  node: Tensor<'conv2dWeightGradient'>,
  x: string,
  g: string,
  emitter: Emitter,
  output: string,
): void {
  const [n, , height, width] = node.inputs[0].shape;
  const [, , h, w] = node.inputs[1].shape;
  const [co, ci, kh, kw] = node.shape;
  const { strides, padding, dilations, groups } = node.attributes;
  const reshape = (name: string, to: Shape): string =>
    emitter.emit('Reshape', [name, emitter.integers(to)]);
  const grouped = emitter.emit('Transpose', [reshape(x, [n, groups, ci, height, width])], {
    perm: [2, 1, 0, 3, 4],
  });
  const kernel = emitter.emit('Transpose', [g], { perm: [1, 0, 2, 3] });
  const correlation = emitter.emit(
    'Conv',
    [reshape(grouped, [ci, groups * n, height, width]), kernel],
    {
      kernel_shape: [h, w],
      strides: dilations,
      dilations: strides,
      pads: [...padding, ...padding],
      group: groups,
    },
  );
  const kept = [
    [0, 0],
    [kh, kw],
    [2, 3],
  ].map((values) => emitter.integers(values));
  const cut = emitter.emit('Slice', [correlation, ...kept]);
  emitter.emit('Transpose', [reshape(cut, [ci, co, kh, kw])], { perm: [1, 0, 2, 3] }, output);
}

function lastTwoSwapped(rank: number): number[] {
  return Array.from({ length: rank }, (_, i) => (i < rank - 2 ? i : 2 * rank - 3 - i));
}
