// Convolution in two dimensions and its two gradients, each the adjoint of the others.
import { reshape } from './layout';
import type { Convolution, Pair } from './operations';
import { reduceSum } from './reduction';
import { requireSameType, sameShape, ShapeError, sizeOf } from './shape';
import { pad } from './slicing';
import { tensor, type Shape, type Tensor } from './tensor';

/** One number for both directions, or height and width. */
export type ConvolutionOptions = Partial<
  Record<'strides' | 'padding' | 'dilations', Pair | number>
> & {
  readonly groups?: number;
  /** [co], added to every place. */
  readonly bias?: Tensor;
};

/**
 * Cross-correlation of x: [n, ci, h, w] with weight: [co, ci / groups, kh, kw] -> [n, co, h', w']
 * where h' = ⌊(h + 2·padding − dilation·(kh − 1) − 1) / stride⌋ + 1.
 */
export function conv2d(x: Tensor, weight: Tensor, options: ConvolutionOptions = {}): Tensor {
  return conv(x, weight, settings(options), options.bias);
}

/** 3 or [3, 3] -> [3, 3]. */
export function pair(value: Pair | number | undefined, otherwise: number): Pair {
  return typeof value === 'object' ? value : [value ?? otherwise, value ?? otherwise];
}

function settings({ strides, padding, dilations, groups = 1 }: ConvolutionOptions): Convolution {
  return {
    strides: pair(strides, 1),
    padding: pair(padding, 0),
    dilations: pair(dilations, 1),
    groups,
  };
}

function conv(x: Tensor, weight: Tensor, attributes: Convolution, bias?: Tensor): Tensor {
  for (const operand of bias ? [weight, bias] : [weight]) requireSameType('conv2d', x, operand);
  if (bias && !sameShape(bias.shape, [weight.shape[0]]))
    throw new ShapeError('conv2d', [weight.shape, bias.shape], 'one bias a channel is needed');
  return tensor('conv2d', {
    attributes,
    inputs: bias ? [x, weight, bias] : [x, weight],
    shape: outputShape(x.shape, weight.shape, attributes),
    dtype: x.dtype,
    gradient: (g) => [
      inputGradient(g, weight, x.shape, attributes),
      weightGradient(x, g, weight.shape, attributes),
      ...(bias ? [reduceSum(g, [0, 2, 3], false)] : []),
    ],
  });
}

function inputGradient(g: Tensor, weight: Tensor, shape: Shape, attributes: Convolution): Tensor {
  const { groups } = attributes;
  if (groups > 1 && weight.shape[1] === 1 && (weight.shape[0] / groups) % 2 === 0) {
    // ONNX Runtime 1.30 errs on WebGPU where a group has one channel and an even number of outputs.
    const [odd, weights] = [oddGroups(g, 1, groups), oddGroups(weight, 0, groups)];
    return inputGradient(odd, weights, shape, attributes);
  }
  return tensor('conv2dInputGradient', {
    attributes,
    inputs: [g, weight],
    shape,
    dtype: g.dtype,
    gradient: (h) => [conv(h, weight, attributes), weightGradient(h, g, weight.shape, attributes)],
  });
}

function weightGradient(x: Tensor, g: Tensor, shape: Shape, attributes: Convolution): Tensor {
  return tensor('conv2dWeightGradient', {
    attributes,
    inputs: [x, g],
    shape,
    dtype: g.dtype,
    gradient: (h) => [inputGradient(g, h, x.shape, attributes), conv(x, h, attributes)],
  });
}

/** Adds a channel of zeros, which changes no sum, to every group along `axis`. */
function oddGroups(x: Tensor, axis: number, groups: number): Tensor {
  const [lead, channels, rest] = [x.shape.slice(0, axis), x.shape[axis], x.shape.slice(axis + 1)];
  const byGroup = reshape(x, [sizeOf(lead), groups, channels / groups, sizeOf(rest)]);
  const padded = pad(byGroup, [0, 0, 0, 0], [0, 0, 1, 0]);
  return reshape(padded, [...lead, channels + groups, ...rest]);
}

function outputShape(
  x: Shape,
  weight: Shape,
  { strides, padding, dilations, groups }: Convolution,
): Shape {
  if (x.length !== 4 || weight.length !== 4)
    throw new ShapeError('conv2d', [x, weight], 'both need four axes');
  if (x[1] !== weight[1] * groups || weight[0] % groups !== 0)
    throw new ShapeError('conv2d', [x, weight], `channels do not fit ${groups} group(s)`);
  const size = (axis: 0 | 1): number =>
    windowCount(
      x[axis + 2],
      dilations[axis] * (weight[axis + 2] - 1) + 1,
      strides[axis],
      padding[axis],
    );
  const [height, width] = [size(0), size(1)];
  if (height < 1 || width < 1)
    throw new ShapeError('conv2d', [x, weight], 'the kernel is larger than the padded picture');
  return [x[0], weight[0], height, width];
}

/** How many windows of a span fit a padded axis. */
export function windowCount(size: number, span: number, stride: number, padding: number): number {
  return Math.floor((size + 2 * padding - span) / stride) + 1;
}
