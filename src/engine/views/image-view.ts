// One augmented view of every picture of a batch, as a graph: rows · picture · columnsᵀ, an affine
// map of the colours, a clip. The host only draws a few numbers per view (packed-draws.ts).
//
// Where a view differs from torchvision's of the same draws: colours are clipped once, at the end,
// not after each step; hue turns the chroma in YIQ, not the angle in HSV; contrast's mean is that of
// the blurred crop in floating point; values are not rounded to 256 steps between.
import { minimum, multiply, subtract } from '../graph/arithmetic';
import { reshape } from '../graph/layout';
import { matmul } from '../graph/matmul';
import { input } from '../graph/sources';
import { ShapeError } from '../graph/shape';
import type { Tensor } from '../graph/tensor';
import { blurMatrix } from './blur';
import { clip, liftTowardsMean, mixColours, scaleGray } from './colour';
import { eraseRectangle } from './erasing';
import { drawColumn, drawWidth } from './packed-draws';
import { resample, resamplingMatrix } from './resampling';
import type { ImageViewSettings } from './view-settings';

/**
 * Views [n, c, size, size] in 0 … 1 of pixels [n, h, w, c], uint8, c 1 or 3. The program reads an
 * input called `name`, [n, drawWidth], which `drawImageViews` of the same settings and size fills.
 * What the settings never do is not built. Crop, flips, blur, jitter, gray, solarisation and
 * erasing follow each other in this order.
 */
export function imageView(
  pixels: Tensor,
  size: number,
  settings: ImageViewSettings,
  name: string,
): Tensor {
  const [n, h, w, c] = pixels.shape;
  if (pixels.shape.length !== 4 || (c !== 1 && c !== 3))
    throw new ShapeError(
      'imageView',
      [pixels.shape],
      'pictures of one or three channels are needed',
    );
  const draws = input(name, [n, drawWidth]);
  const matrix = (axis: 'row' | 'column', stored: number): Tensor => {
    const sampling = resamplingMatrix(draws, axis, stored, size);
    if (settings.blur === 0) return sampling;
    return matmul(blurMatrix(drawColumn(draws, 'blurPrecision'), size), sampling);
  };
  const rows = multiply(matrix('row', h), 1 / 255);
  const geometric = resample(pixels, rows, matrix('column', w));
  const flat = reshape(geometric, [n, c, size * size]);
  const views = reshape(coloured(flat, draws, settings), geometric.shape);
  return settings.erase > 0 ? eraseRectangle(views, draws) : views;
}

/** [n, c, pixels] with jitter, gray and solarisation. */
function coloured(pictures: Tensor, draws: Tensor, settings: ImageViewSettings): Tensor {
  const isGray = pictures.shape[1] === 1;
  const [brightness, contrast, saturation, hue] = settings.jitter.map(
    (strength) => settings.jitter_probability > 0 && strength > 0,
  );
  const scales = brightness || contrast;
  const turns = !isGray && (saturation || hue);
  let result = pictures;
  if (isGray && scales) result = scaleGray(result, draws);
  if (!isGray && (scales || turns || settings.gray > 0)) result = mixColours(result, draws);
  if (contrast) result = liftTowardsMean(result, draws);
  if (scales || turns) result = clip(result);
  return settings.solarize > 0 ? solarized(result, draws) : result;
}

/** x ≥ ½ becomes 1 − x (Grill et al. 2020, appendix B), as min(x, 1 − x). */
function solarized(pictures: Tensor, draws: Tensor): Tensor {
  const ceiling = reshape(drawColumn(draws, 'solarizeCeiling'), [-1, 1, 1]);
  return minimum(pictures, subtract(ceiling, pictures));
}
