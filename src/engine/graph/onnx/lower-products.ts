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

/** Patches take at most about this many bytes at a time; more taps are done in turns. */
const PATCH_BYTES = 64 * 2 ** 20;

/**
 * Σ over pictures and places of the patch each place saw times its output gradient: matrix
 * products over all of them, which scale with threads where a convolution with the gradient as
 * its kernel does not. Patches are gathered channel-last, so that a copy moves whole pixels.
 */
function weightGradientByPatches(
  node: Tensor<'conv2dWeightGradient'>,
  x: string,
  g: string,
  emitter: Emitter,
  output: string,
): void {
  const [n, , h, w] = node.inputs[1].shape;
  const [co, ci, kh, kw] = node.shape;
  const { padding } = node.attributes;
  const channelLast = { perm: [0, 2, 3, 1] };
  const pads = emitter.integers([0, ...padding, 0, 0, ...padding, 0]);
  const pictures = emitter.emit('Transpose', [x], channelLast);
  const padded = padding.some(Boolean) ? emitter.emit('Pad', [pictures, pads]) : pictures;
  const pixels = emitter.emit('Reshape', [padded, emitter.integers([-1, ci])]);
  const gradient = emitter.emit('Transpose', [g], channelLast);
  const rows = emitter.emit('Reshape', [gradient, emitter.integers([-1, co])]);
  const most = Math.max(1, Math.floor(PATCH_BYTES / (4 * n * h * w * ci)));
  const products: string[] = [];
  for (let tap = 0; tap < kh * kw; tap += most) {
    const taps = Array.from({ length: Math.min(most, kh * kw - tap) }, (_, i) => tap + i);
    const patches = emitter.emit('Reshape', [
      emitter.emit('Gather', [pixels, patchPixels(node, taps, emitter)], { axis: 0 }),
      emitter.integers([-1, taps.length * ci]),
    ]);
    products.push(emitter.emit('Gemm', [patches, rows], { transA: 1 }));
  }
  const product = products.length > 1 ? emitter.emit('Concat', products, { axis: 0 }) : products[0];
  const byTap = emitter.emit('Reshape', [product, emitter.integers([kh, kw, ci, co])]);
  emitter.emit('Transpose', [byTap], { perm: [3, 2, 0, 1] }, output);
}

/**
 * The pixel each tap of each place sees, [n, h, w, taps], counted over all padded pictures: a sum
 * of four vectors, which ONNX Runtime works out once when it loads the model.
 */
function patchPixels(
  node: Tensor<'conv2dWeightGradient'>,
  taps: readonly number[],
  emitter: Emitter,
): string {
  const { strides, padding, dilations } = node.attributes;
  const [n, , height, width] = node.inputs[0].shape;
  const [, , h, w] = node.inputs[1].shape;
  const [rowSize, kw] = [width + 2 * padding[1], node.shape[3]];
  const pictureSize = (height + 2 * padding[0]) * rowSize;
  const tapOffset = (tap: number): number =>
    Math.floor(tap / kw) * dilations[0] * rowSize + (tap % kw) * dilations[1];
  const terms = [
    along(0, n, (picture) => picture * pictureSize),
    along(1, h, (row) => row * strides[0] * rowSize),
    along(2, w, (column) => column * strides[1]),
    along(3, taps.length, (i) => tapOffset(taps[i])),
  ].map(({ shape, data }) => emitter.initializer(data, shape, 'int64'));
  return terms.reduce((sum, term) => emitter.emit('Add', [sum, term]));
}

/** A vector along one of four axes. */
function along(
  axis: number,
  length: number,
  value: (i: number) => number,
): { readonly shape: Shape; readonly data: BigInt64Array } {
  return {
    shape: [0, 1, 2, 3].map((other) => (other === axis ? length : 1)),
    data: BigInt64Array.from({ length }, (_, i) => BigInt(value(i))),
  };
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
