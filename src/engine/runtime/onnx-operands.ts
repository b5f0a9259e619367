// What a session of ONNX Runtime is given for the inputs of a program, checked.
import * as ort from './library';
import { sizeOf } from '../graph/shape';
import { hostType, type HostArray, type Tensor } from '../graph/tensor';
import { checkFed, checkHeld, hostArrays } from './input-checks';
import type { OnnxState } from './onnx-state';

/** @throws an Error where the values are not of the input's type and size. */
export function hostTensor(node: Tensor<'input'>, data: HostArray): ort.Tensor {
  checkFed(node, data);
  return new ort.Tensor(hostType(node.dtype), data as Float32Array, [...node.shape]);
}

/** The values of an input in several runs, stacked along a new first axis. */
export function stackedTensor(
  node: Tensor<'input'>,
  rounds: readonly (HostArray | undefined)[],
): ort.Tensor {
  const size = sizeOf(node.shape);
  const dtype = hostType(node.dtype);
  const all = new hostArrays[dtype](rounds.length * size);
  for (const [round, data] of rounds.entries()) {
    if (!data) throw new Error(`nothing was given for input ${node.attributes.name}`);
    checkFed(node, data);
    (all as Float32Array).set(data as Float32Array, round * size);
  }
  return new ort.Tensor(dtype, all as Float32Array, [rounds.length, ...node.shape]);
}

/** @throws an Error where the state has no such value, or another. */
export function heldTensor(node: Tensor<'input'>, state: OnnxState | undefined): ort.Tensor {
  const { name } = node.attributes;
  const value = state?.get(name);
  if (!value) throw new Error(`nothing was given for input ${name}`);
  checkHeld(node, { shape: value.dims, dtype: value.type });
  return value;
}
