// Crop, flip and resize of one axis as a matrix per sample, and their product with the pictures.
import { abs, relu } from '../graph/elementwise';
import { divide, multiply, subtract, add } from '../graph/arithmetic';
import { and, cast, greater, select } from '../graph/comparison';
import { reshape, transpose } from '../graph/layout';
import { matmul } from '../graph/matmul';
import { reduceSum } from '../graph/reduction';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { drawColumn } from './packed-draws';

/** Far outside every picture, in widths of the filter. */
const faraway = 1e6;

/**
 * The matrix [n, size, stored] that takes an axis of the stored picture to the view's. Entry (i, j)
 * is the triangle max(0, 1 − |j + ½ − cᵢ| / scale) about the output pixel's centre cᵢ in the
 * crop, scale = max(1, crop / size), over pixels of the crop alone; rows sum to 1. It is
 * torchvision's (and Pillow's) bilinear resize with antialiasing.
 */
export function resamplingMatrix(
  draws: Tensor,
  axis: 'row' | 'column',
  stored: number,
  size: number,
): Tensor {
  const sharpness = drawColumn(draws, `${axis}Sharpness`);
  const places = reshape(scaledPlaces(draws, axis, stored, sharpness), [-1, 1, stored]);
  const steps = multiply(drawColumn(draws, `${axis}Step`), count(size, 0));
  const centres = multiply(add(drawColumn(draws, `${axis}First`), steps), sharpness);
  const distances = abs(subtract(places, reshape(centres, [-1, size, 1])));
  const triangle = relu(subtract(1, distances));
  return divide(triangle, reduceSum(triangle, [2]));
}

/**
 * Pictures [n, h, w, c] uint8 -> rows · picture · columnsᵀ, [n, c, size, size] in 0 … 255. The rows
 * go first: their product needs no transpose, and it leaves less to be transposed.
 */
export function resample(pixels: Tensor, rows: Tensor, columns: Tensor): Tensor {
  const [n, h, w, c] = pixels.shape;
  const size = rows.shape[1];
  const flat = reshape(cast(pixels, 'float32'), [n, h, w * c]);
  const lines = reshape(matmul(rows, flat), [n, size, w, c]);
  const planes = reshape(transpose(lines, [0, 3, 1, 2]), [n, c * size, w]);
  return reshape(matmul(planes, columns, { transposeB: true }), [n, c, size, size]);
}

/** [n, stored]: the pixels' centres in widths of the filter, those outside the crop far away. */
function scaledPlaces(
  draws: Tensor,
  axis: 'row' | 'column',
  stored: number,
  sharpness: Tensor,
): Tensor {
  const centres = count(stored, 0.5);
  const inside = and(
    greater(centres, drawColumn(draws, `${axis}Low`)),
    greater(drawColumn(draws, `${axis}High`), centres),
  );
  return select(inside, multiply(centres, sharpness), faraway);
}

/** [1, size]: start, start + 1 … */
function count(size: number, start: number): Tensor {
  return constant(
    Float32Array.from({ length: size }, (_, i) => start + i),
    [1, size],
  );
}
