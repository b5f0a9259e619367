// One case of the operations' table: how the graph makes a tensor, and how plain loops make it.
import type { HostType, Shape, Tensor } from '../../../../src/engine/graph/tensor';
import { Random } from '../../../../src/engine/random/random';
import type { NdArray } from '../naive/array';

export interface Given extends NdArray {
  readonly dtype: HostType;
}

export interface OperationCase {
  readonly title: string;
  readonly inputs: readonly Given[];
  readonly build: (...x: Tensor[]) => Tensor;
  /** The same in float64 by plain loops, written without the graph. */
  readonly naive: (...x: NdArray[]) => NdArray;
  /** Inputs whose gradient is checked against differences of `naive`; all floats by default. */
  readonly differentiable?: readonly number[];
  /** Also checks the gradient of the gradient. */
  readonly secondOrder?: true;
}

/** Standard normal values; every shape and purpose has its own. */
export function normal(shape: Shape, purpose = ''): Given {
  const random = Random.stream(7, 'normal', shape.join('x'), purpose);
  return given(shape, () => random.normal());
}

export function uniform(shape: Shape, low: number, high: number): Given {
  const random = Random.stream(7, 'uniform', shape.join('x'), low, high);
  return given(shape, () => random.uniform(low, high));
}

/** These values, as float32 holds them. */
export function floats(shape: Shape, values: readonly number[]): Given {
  return given(shape, (i) => values[i]);
}

export function integers(shape: Shape, values: readonly number[]): Given {
  return given(shape, (i) => values[i], 'int64');
}

export function bits(shape: Shape, values: readonly number[]): Given {
  return given(shape, (i) => values[i], 'bool');
}

export function given(
  shape: Shape,
  value: (i: number) => number,
  dtype: HostType = 'float32',
): Given {
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, dtype, data: Float64Array.from({ length }, (_, i) => Math.fround(value(i))) };
}
