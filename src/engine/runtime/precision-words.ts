// What is said where a training asks for floats that a runtime does not gain from.
import type { Precision } from '../config/precision';
import { InputError } from '../input-error';

const whereElse: Readonly<Record<Precision, string>> = {
  float32: '',
  float16:
    'WebGPU computes in it on graphics cards whose driver offers 16-bit floats, TensorFlow and CUDA on NVIDIA cards.',
  bfloat16:
    'TensorFlow computes in it on NVIDIA cards, and on processors that multiply it (AVX-512, AMX).',
};

/** `where`: the runtime that was asked for, or all of them, as the beginning of a sentence. */
export function precisionError(where: string, precision: Precision): InputError {
  return new InputError(
    `${where} train.precision: ${precision}. ${whereElse[precision]} Or set train.precision: float32.`,
  );
}
