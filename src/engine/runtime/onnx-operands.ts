// What a session of ONNX Runtime is given for the inputs of a program, checked.
import * as ort from './library';
import { formatShape, sameShape, sizeOf } from '../graph/shape';
import type { DataType, HostArray, Tensor } from '../graph/tensor';
import type { OnnxState } from './onnx-state';

/** @throws an Error where the values are not of the input's type and size. */
export function hostTensor(node: Tensor<'input'>, data: HostArray): ort.Tensor {
  checkValues(node, data);
  return new ort.Tensor(node.dtype, data as Float32Array, [...node.shape]);
}

/** The values of an input in several runs, stacked along a new first axis. */
export function stackedTensor(
  node: Tensor<'input'>,
  rounds: readonly (HostArray | undefined)[],
): ort.Tensor {
  const size = sizeOf(node.shape);
  const all = new arrays[node.dtype](rounds.length * size);
  for (const [round, data] of rounds.entries()) {
    if (!data) throw new Error(`nothing was given for input ${node.attributes.name}`);
    checkValues(node, data);
    (all as Float32Array).set(data as Float32Array, round * size);
  }
  return new ort.Tensor(node.dtype, all as Float32Array, [rounds.length, ...node.shape]);
}

function checkValues(node: Tensor<'input'>, data: HostArray): void {
  if (data.length !== sizeOf(node.shape))
    throw new Error(
      `input ${node.attributes.name} takes ${sizeOf(node.shape)} values, not ${data.length}`,
    );
  if (!(data instanceof arrays[node.dtype]))
    throw new Error(
      `input ${node.attributes.name} takes ${node.dtype} values, not a ${data.constructor.name}`,
    );
}

const arrays: Record<DataType, new (length: number) => HostArray> = {
  float32: Float32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

/** @throws an Error where the state has no such value. */
export function heldTensor(node: Tensor<'input'>, state: OnnxState | undefined): ort.Tensor {
  const { name } = node.attributes;
  const value = state?.get(name);
  if (!value) throw new Error(`nothing was given for input ${name}`);
  if (!sameShape(value.dims, node.shape))
    throw new Error(`state ${name} is ${formatShape(value.dims)}, not ${formatShape(node.shape)}`);
  if (value.type !== node.dtype)
    throw new Error(`state ${name} is ${value.type}, not ${node.dtype}`);
  return value;
}
