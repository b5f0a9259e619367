// Row numbers as floats, to reckon with.
import { gather } from '../graph/indexing';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';

/**
 * Row numbers below `count`, int64 of any shape -> the same as float32, which holds them exactly up
 * to 2²⁴. Looked up: WebGPU reads int64 as places, and leaves its conversion to the CPU.
 */
export function asFloats(numbers: Tensor, count: number): Tensor {
  return gather(constant(Float32Array.from({ length: count }, (_, i) => i)), numbers);
}
