// Gaussian blur of one axis as a matrix per sample.
import { divide, multiply } from '../graph/arithmetic';
import { exp } from '../graph/elementwise';
import { reshape } from '../graph/layout';
import { matmul } from '../graph/matmul';
import { reduceSum } from '../graph/reduction';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';

/**
 * Taps on either side of the middle: a kernel of a tenth of the view's side (Chen et al. 2020,
 * appendix A), at least three taps where the view has them.
 */
function blurRadius(size: number): number {
  return Math.min(size - 1, Math.max(1, Math.floor(size / 10 / 2)));
}

/**
 * [n, size, size], rows sum to 1: the Gaussian of `precision` = 1 / (2 σ²), [n, 1], cut at the
 * radius; at the border the picture is mirrored without repeating its edge, as torchvision does.
 */
export function blurMatrix(precision: Tensor, size: number): Tensor {
  const taps = blurRadius(size) + 1;
  const squares = Float32Array.from({ length: taps }, (_, d) => -d * d);
  const weights = exp(multiply(precision, constant(squares, [1, taps])));
  const twice = Float32Array.from({ length: taps }, (_, d) => (d === 0 ? 1 : 2));
  const total = reduceSum(multiply(weights, constant(twice, [1, taps])), [1]);
  const matrix = matmul(divide(weights, total), mirroredShifts(taps, size));
  return reshape(matrix, [-1, size, size]);
}

/** [taps, size · size]: row d is the matrix that adds the neighbours at distance d on both sides. */
function mirroredShifts(taps: number, size: number): Tensor {
  const shifts = new Float32Array(taps * size * size);
  for (let d = 0; d < taps; d++) {
    for (let i = 0; i < size; i++) {
      const line = (d * size + i) * size;
      for (const k of d === 0 ? [i] : [i - d, i + d]) shifts[line + mirror(k, size)]++;
    }
  }
  return constant(shifts, [taps, size * size]);
}

function mirror(k: number, size: number): number {
  return k < 0 ? -k : k < size ? k : 2 * (size - 1) - k;
}
