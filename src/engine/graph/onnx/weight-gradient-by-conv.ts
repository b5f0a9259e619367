// The weight gradient of a grouped convolution.
import type { Shape, Tensor } from '../tensor';
import type { Emitter } from './emitter';

/**
 * The gradient as a convolution: pictures become channels, the output gradient the kernel, stride
 * and dilation change places. Groups stay groups.
 */
export function weightGradientByConv(
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
