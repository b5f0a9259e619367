// The floats in which TensorFlow's training steps are worth taking.
import { readFileSync } from 'node:fs';
import { precisions, type Precision } from '../../config/precision';

/** How Linux calls processors' products of bfloat16: of AVX-512, and of tiles (AMX). */
const PRODUCTS = /^flags\s*:.*\b(avx512_bf16|amx_bf16)\b/m;

/**
 * All on a graphics card. On a CPU bfloat16 where the processor multiplies it, which Linux alone
 * shows: steps of convolutions take two thirds of the time then (Zen 5, one core). Never float16,
 * whose kernels convert value by value.
 */
export function worthwhilePrecisions(
  device: 'cpu' | 'gpu',
  processorFile = '/proc/cpuinfo',
): readonly Precision[] {
  if (device === 'gpu') return precisions;
  return multipliesBfloat16(processorFile) ? ['float32', 'bfloat16'] : ['float32'];
}

function multipliesBfloat16(file: string): boolean {
  try {
    return PRODUCTS.test(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
}
