// Floats of 16 bits for TensorFlow's kernels, and what is computed in float32 between casts where
// operands are such. There is a kernel for each; MatMul and Conv2D add up in float32 inside. These
// add up in the type of their operands, so that a long sum stands still:
//   Softmax and UnsortedSegmentSum, and on the CPU Conv2DBackpropInput and Conv2DBackpropFilter.
// (So do Sum and BiasAddGrad, but the graph never asks for sums of 16 bits.) So is a map of channels
// that takes two kernels: a shift may take most of a product away.
import { isNarrow, type DataType } from '../../graph/tensor';
import type { Emitter } from './emitter';
import type { KernelType, Value } from './kernel';

/** The same values in another type. */
export function castTo(emitter: Emitter, x: Value, type: KernelType): Value {
  return emitter.emit('Cast', [x], { DstT: { type } });
}

/** A constant scalar of a float's type. */
export function numberOf(emitter: Emitter, value: number, type: DataType): Value {
  return ofFloat32(emitter, emitter.float(value), type);
}

/** What is float32, in a float's type. */
export function ofFloat32(emitter: Emitter, x: Value, type: DataType): Value {
  return isNarrow(type) ? castTo(emitter, x, type) : x;
}

/** What `make` makes of operands of a float's type, in that type, made in float32. */
export function inFloat32(
  emitter: Emitter,
  type: DataType,
  operands: readonly Value[],
  make: (operands: readonly Value[]) => Value,
): Value {
  if (!isNarrow(type)) return make(operands);
  const wide = operands.map((x) => castTo(emitter, x, 'float32'));
  return castTo(emitter, make(wide), type);
}
