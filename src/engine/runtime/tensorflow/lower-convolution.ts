// Convolutions and their gradients as TensorFlow kernels.
import type { OperationName, Pair } from '../../graph/operations';
import type { DataType, Shape, Tensor } from '../../graph/tensor';
import {
  forwardByPatches,
  partsOf,
  patchesFit,
  weightGradientByPatches,
} from './convolution-by-patches';
import { diluteKernel, undiluteKernel } from './dilated-kernel';
import type { Emitter } from './emitter';
import { byGroups, type Part } from './grouped-convolution';
import { inputGradientByPhases, phasesOf } from './input-gradient-by-phases';
import type { Value } from './kernel';
import { inFloat32 } from './narrow';
import { kernelOrder, physicalShape } from './order';
import type { Pictures } from './pictures';
import type { Lowering, Placement } from './placement';

/** A convolution of one group: operands as its kernels want them. */
export interface Windows {
  readonly emitter: Emitter;
  readonly pictures: Pictures;
  readonly type: DataType;
  /** [n, ci, height, width] */
  readonly input: Shape;
  /** [n, co, h, w] */
  readonly output: Shape;
  /** [kh, kw, ci, co] */
  readonly kernel: Shape;
  readonly strides: Pair;
  readonly padding: Pair;
  readonly dilations: Pair;
}

export const convolutions = {
  conv2d: (node, placement) => {
    const { pictures, emitter } = placement;
    const { groups } = node.attributes;
    const [x, weight, bias] = node.inputs;
    const windows = windowsOf(placement, node, [x.shape, node.shape, weight.shape]);
    const y = byGroups(
      windows,
      {
        groups,
        operands: [picturesOf(placement, x), kernelOf(placement, weight)],
        result: 'pictures',
      },
      placement.learns(x, node.attributes) && patchesFit(windows) ? forwardByPatches : forward,
    );
    if (node.inputs.length < 3) return { value: y, order: pictures.order };
    const biased = emitter.emit('BiasAdd', [y, placement.value(bias)], {
      data_format: pictures.format,
    });
    return { value: biased, order: pictures.order };
  },
  conv2dInputGradient: (node, placement) => {
    const { pictures } = placement;
    const { groups } = node.attributes;
    const [g, weight] = node.inputs;
    const windows = windowsOf(placement, node, [node.shape, g.shape, weight.shape]);
    const value = byGroups(
      windows,
      {
        groups,
        operands: [picturesOf(placement, g), kernelOf(placement, weight)],
        result: 'pictures',
      },
      inputGradient,
    );
    return { value, order: pictures.order };
  },
  conv2dWeightGradient: (node, placement) => {
    const { groups } = node.attributes;
    const [x, g] = node.inputs;
    const windows = windowsOf(placement, node, [x.shape, g.shape, node.shape]);
    const value = byGroups(
      windows,
      { groups, operands: [picturesOf(placement, x), picturesOf(placement, g)], result: 'kernel' },
      weightGradient,
    );
    return { value, order: kernelOrder };
  },
} satisfies { [O in OperationName]?: Lowering<O> };

type Convolving = Tensor<'conv2d' | 'conv2dInputGradient' | 'conv2dWeightGradient'>;

function picturesOf(placement: Placement, x: Tensor): Part {
  return { value: placement.value(x, placement.pictures.order), is: 'pictures' };
}

function kernelOf(placement: Placement, weight: Tensor): Part {
  return { value: placement.value(weight, kernelOrder), is: 'kernel' };
}

function windowsOf(
  { emitter, pictures }: Placement,
  { attributes: { strides, padding, dilations }, dtype: type }: Convolving,
  [input, output, weight]: readonly [Shape, Shape, Shape],
): Windows {
  const kernel = physicalShape(weight, kernelOrder);
  return { emitter, pictures, type, input, output, kernel, strides, padding, dilations };
}

function forward(windows: Windows, x: Value, kernel: Value): Value {
  return windows.emitter.emit('Conv2D', [x, kernel], attributesOf(windows));
}

function inputGradient(windows: Windows, g: Value, kernel: Value): Value {
  const { emitter, pictures } = windows;
  if (isDilatedOnCpu(windows)) {
    const [wide, dense] = diluteKernel(windows, kernel);
    return inputGradient(dense, g, wide);
  }
  const phases = phasesOf(windows);
  if (phases) return inputGradientByPhases(windows, phases, g, kernel);
  const sizes = emitter.integers(physicalShape(windows.input, pictures.order));
  return summed(windows, [kernel, g], (operands) =>
    emitter.emit('Conv2DBackpropInput', [sizes, ...operands], attributesOf(windows)),
  );
}

function weightGradient(windows: Windows, x: Value, g: Value): Value {
  const { emitter } = windows;
  const parts = partsOf(windows);
  if (parts !== undefined) return weightGradientByPatches(windows, parts, x, g);
  if (isDilatedOnCpu(windows))
    return undiluteKernel(windows, (dense) => weightGradient(dense, x, g));
  const sizes = emitter.integers(windows.kernel);
  return summed(windows, [x, g], ([pictures, gradient]) =>
    emitter.emit('Conv2DBackpropFilter', [pictures, sizes, gradient], attributesOf(windows)),
  );
}

/** The CPU's kernels of gradients add up in the type of their operands. */
function summed(
  { emitter, pictures, type }: Windows,
  operands: readonly Value[],
  make: (operands: readonly Value[]) => Value,
): Value {
  return pictures.device === 'cpu' ? inFloat32(emitter, type, operands, make) : make(operands);
}

/** The CPU has no gradients of dilated convolutions. */
function isDilatedOnCpu({ pictures, dilations }: Windows): boolean {
  return pictures.device === 'cpu' && dilations.some((dilation) => dilation > 1);
}

function attributesOf({ pictures, strides, padding, dilations }: Windows) {
  return {
    strides: pictures.sizes(1, strides),
    dilations: pictures.sizes(1, dilations),
    ...pictures.paddings(padding, padding),
    data_format: pictures.format,
  };
}
