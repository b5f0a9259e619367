// Convolutions as ONNX nodes, in the form that is fastest on the CPU provider.
import type { Convolution, OperationName } from '../operations';
import type { Shape, Tensor } from '../tensor';
import type { Emitter, Lowering } from './emitter';
import {
  convolutionByPatches,
  patchesFit,
  weightGradientByPatches,
  type Windows,
} from './convolution-by-patches';
import { inputGradientByRows } from './input-gradient-by-rows';
import type { OnnxAttribute } from './protobuf';
import { weightGradientByConv } from './weight-gradient-by-conv';

/**
 * ONNX Runtime multiplies picture by picture, with as many columns as there are output places: too
 * few leave a second thread, and then the first, without work. Up to so many places, one product
 * over all pictures is faster.
 */
const FEW_PLACES = 64;
/** Its ConvTranspose adds up faster than we gather: there the bound is lower. */
const FEW_PLACES_OF_GRADIENT = 32;

export const convolutions = {
  conv2d: (node, [x, weight, ...rest], emitter, output) => {
    const windows = windowsOf(
      node.inputs[0].shape,
      node.shape,
      node.inputs[1].shape,
      node.attributes,
    );
    if (!emitter.anyBatch && isSmall(windows, node.attributes, FEW_PLACES)) {
      const rows = byTap(emitter, weight, node.inputs[1].shape);
      convolutionByPatches(windows, { x, rows, bias: rest.at(0) }, emitter, output);
      return;
    }
    emitter.emit(
      'Conv',
      [x, weight, ...rest],
      attributesOf(node.attributes, node.inputs[1].shape),
      output,
    );
  },
  conv2dInputGradient: (node, [g, weight], emitter, output) => {
    const [gradient, kernel] = node.inputs.map(({ shape }) => shape);
    const mirrored = mirror(node.attributes, kernel);
    const windows = windowsOf(node.shape, gradient, kernel, node.attributes);
    if (mirrored) {
      convolveMirrored(node, mirrored, { g, weight }, emitter, output);
    } else if (isSmall(windows, node.attributes, FEW_PLACES_OF_GRADIENT)) {
      inputGradientByRows(windows, { g, rows: byTap(emitter, weight, kernel) }, emitter, output);
    } else {
      const padding = outputPadding(node, kernel);
      const attributes = { ...attributesOf(node.attributes, kernel), output_padding: padding };
      emitter.emit('ConvTranspose', [g, weight], attributes, output);
    }
  },
  conv2dWeightGradient: (node, [x, g], emitter, output) => {
    const [pictures, gradient] = node.inputs.map(({ shape }) => shape);
    if (node.attributes.groups > 1) {
      weightGradientByConv(node, x, g, emitter, output);
    } else {
      const windows = windowsOf(pictures, gradient, node.shape, node.attributes);
      weightGradientByPatches(windows, { x, g }, emitter, output);
    }
  },
} satisfies { [O in OperationName]?: Lowering<O> };

function windowsOf(
  [n, ci, height, width]: Shape,
  [, co, h, w]: Shape,
  [, , kh, kw]: Shape,
  { strides, padding, dilations }: Convolution,
): Windows {
  return { n, ci, co, height, width, h, w, kh, kw, strides, padding, dilations };
}

function isSmall(windows: Windows, { groups }: Convolution, places: number): boolean {
  return groups === 1 && windows.h * windows.w <= places && patchesFit(windows);
}

/** [co, ci, kh, kw] -> [co, kh · kw · ci], the order of a patch. */
function byTap(emitter: Emitter, weight: string, [co, ci, kh, kw]: Shape): string {
  const flat = emitter.emit('Reshape', [weight, emitter.integers([co, ci, kh * kw])]);
  const turned = emitter.emit('Transpose', [flat], { perm: [0, 2, 1] });
  return emitter.emit('Reshape', [turned, emitter.integers([co, kh * kw * ci])]);
}

/**
 * With stride 1 the input's gradient is the convolution of the output's with the kernel turned by
 * half a turn, which needs no scattered sums. Undefined where that would crop.
 */
function mirror(attributes: Convolution, [, , kh, kw]: Shape): Convolution | undefined {
  const { strides, padding, dilations, groups } = attributes;
  const [top, left] = [dilations[0] * (kh - 1) - padding[0], dilations[1] * (kw - 1) - padding[1]];
  if (strides[0] !== 1 || strides[1] !== 1 || groups !== 1 || top < 0 || left < 0) return undefined;
  return { ...attributes, padding: [top, left] };
}

function convolveMirrored(
  node: Tensor<'conv2dInputGradient'>,
  attributes: Convolution,
  { g, weight }: { g: string; weight: string },
  emitter: Emitter,
  output: string,
): void {
  const [co, ci, kh, kw] = node.inputs[1].shape;
  const taps = Array.from({ length: kh * kw }, (_, i) => kh * kw - 1 - i);
  const flat = emitter.emit('Reshape', [weight, emitter.integers([co, ci, kh * kw])]);
  const turned = emitter.emit('Gather', [flat, emitter.integers(taps)], { axis: 2 });
  const windows = windowsOf(node.inputs[0].shape, node.shape, [ci, co, kh, kw], attributes);
  const ordered = (perm: readonly number[], shape: Shape): string =>
    emitter.emit('Reshape', [
      emitter.emit('Transpose', [turned], { perm }),
      emitter.integers(shape),
    ]);
  if (isSmall(windows, attributes, FEW_PLACES)) {
    const rows = ordered([1, 2, 0], [ci, kh * kw * co]);
    convolutionByPatches(windows, { x: g, rows }, emitter, output);
  } else {
    const kernel = ordered([1, 0, 2], [ci, co, kh, kw]);
    emitter.emit('Conv', [g, kernel], attributesOf(attributes, [ci, co, kh, kw]), output);
  }
}

function attributesOf(
  { strides, padding, dilations, groups }: Convolution,
  [, , ...kernel]: Shape,
): Record<string, OnnxAttribute> {
  const pads = [...padding, ...padding];
  return { kernel_shape: kernel, strides, pads, dilations, group: groups };
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
