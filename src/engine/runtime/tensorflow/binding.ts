// The addon of @tensorflow/tfjs-node: tensors by number and kernels by name. Loaded once a process.
import { createRequire } from 'node:module';
import type { HostArray } from '../../graph/tensor';
import { processor } from '../processor';
import type { Attribute } from './kernel';

/** Every function throws where TensorFlow refuses. */
export interface Binding {
  readonly TF_Version: string;
  /** `type` is a TF_DataType; int64 comes as Int32Array of twice the length. */
  createTensor(
    shape: readonly number[],
    type: number,
    data: Float32Array | Int32Array | Uint8Array,
  ): number;
  deleteTensor(tensor: number): void;
  /** A copy. */
  tensorDataSync(tensor: number): HostArray | Int32Array;
  executeOp(
    kernel: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: number,
  ): readonly { readonly id: number }[];
  isUsingGpuDevice(): boolean;
  getNumOfTensors(): number;
}

export interface LoadedBinding {
  readonly binding: Binding;
  /** Of the whole process, within one kernel. */
  readonly threads: number;
}

const loaded = new Map<string, LoadedBinding>();

/**
 * The addon of `file`. TensorFlow reads its number of threads from the environment when it makes
 * its pool: whoever loads it first says how many the process has.
 */
export function loadBinding(file: string, threads = processor().cores): LoadedBinding {
  const known = loaded.get(file);
  if (known) return known;
  process.env.TF_NUM_INTRAOP_THREADS = `${threads}`;
  process.env.TF_NUM_INTEROP_THREADS = '1';
  // Its notes on processors and missing graphics cards are not for users; errors are exceptions.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3';
  const made = { binding: createRequire(file)(file) as Binding, threads };
  loaded.set(file, made);
  return made;
}
