// Pictures as the encoder sees them without augmentation: for embedding and evaluation.
import { multiply } from '../graph/arithmetic';
import { cast } from '../graph/comparison';
import { transpose } from '../graph/layout';
import { broadcastTo } from '../graph/reduction';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { unchanged } from './image-draw';
import { drawWidth, packDraw } from './packed-draws';
import { centreSquare } from './rectangle';
import { resample, resamplingMatrix } from './resampling';

/**
 * [n, c, size, size] in 0 … 1: the square at the centre of pixels [n, h, w, c], uint8, resized as
 * views are.
 */
export function plainImage(pixels: Tensor, size: number): Tensor {
  const [n, h, w] = pixels.shape;
  if (h === size && w === size)
    return multiply(transpose(cast(pixels, 'float32'), [0, 3, 1, 2]), 1 / 255);
  const draw = { ...unchanged, crop: centreSquare({ height: h, width: w }) };
  const row = constant(Float32Array.from(packDraw(draw, size)), [1, drawWidth]);
  const rows = multiply(resamplingMatrix(row, 'row', h, size), 1 / 255);
  const columns = resamplingMatrix(row, 'column', w, size);
  return resample(pixels, broadcastTo(rows, [n, size, h]), broadcastTo(columns, [n, size, w]));
}
