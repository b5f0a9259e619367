// A tensor of the static graph: the operation that makes it, its operands, its shape and type.
// Nothing is computed here; a runtime executes the graph that hangs together by `inputs`.
import type { Attributes, OperationName } from './operations';

/** Types of values that the host holds: those of inputs, states and outputs. */
export type HostType = 'float32' | 'int64' | 'uint8' | 'bool';

/** Floats of 16 bits, of 10 or 7 bits of fraction: they come from `cast`, and stay within a program. */
export type NarrowType = 'float16' | 'bfloat16';

export type DataType = HostType | NarrowType;
export type Shape = readonly number[];

/** Values on the host, row-major. `bool` tensors travel as Uint8Array of 0 and 1. */
export type HostArray = Float32Array | BigInt64Array | Uint8Array;

/**
 * Reverse mode: from the gradient of the loss by this tensor to those by its inputs, in their
 * order; undefined where the tensor does not depend on an input differentiably.
 */
export type GradientRule = (gradient: Tensor, output: Tensor) => readonly (Tensor | undefined)[];

export interface Tensor<O extends OperationName = OperationName> {
  readonly operation: O;
  readonly attributes: Attributes[O];
  readonly inputs: readonly Tensor[];
  readonly shape: Shape;
  readonly dtype: DataType;
  readonly gradient: GradientRule | undefined;
}

interface Definition<O extends OperationName> {
  readonly attributes: Attributes[O];
  readonly inputs: readonly Tensor[];
  readonly shape: Shape;
  readonly dtype?: DataType;
  readonly gradient?: GradientRule;
}

/** Makes a node of the graph; the operations' own functions check shapes before they call it. */
export function tensor<O extends OperationName>(
  operation: O,
  { attributes, inputs, shape, dtype = 'float32', gradient }: Definition<O>,
): Tensor<O> {
  return { operation, attributes, inputs, shape, dtype, gradient };
}

export function isNarrow(dtype: DataType): dtype is NarrowType {
  return dtype === 'float16' || dtype === 'bfloat16';
}

/** @throws an Error where values of that type never reach the host. */
export function hostType(dtype: DataType): HostType {
  if (isNarrow(dtype)) throw new Error(`values of type ${dtype} stay within a program`);
  return dtype;
}

export function isFloat(dtype: DataType): boolean {
  return dtype === 'float32' || isNarrow(dtype);
}
