// A view's random numbers as the graph takes them: one row of a single input.
import { sliceAxis } from '../graph/slicing';
import type { Tensor } from '../graph/tensor';
import { drawImageView, type ImageDraw } from './image-draw';
import type { Extent } from './rectangle';
import type { ImageViewSettings, ViewName } from './view-settings';

const columns = [
  // Of an axis, in stored pixels: centre of the first output pixel, step to the next (negative
  // where flipped), inverse width of the triangle filter, the crop's ends.
  'rowFirst',
  'rowStep',
  'rowSharpness',
  'rowLow',
  'rowHigh',
  'columnFirst',
  'columnStep',
  'columnSharpness',
  'columnLow',
  'columnHigh',
  // The colour map of colour.ts.
  'gain',
  'lift',
  'chromaCosine',
  'chromaSine',
  // 1 / (2 σ²) of the blur.
  'blurPrecision',
  // The view becomes min(x, ceiling − x): 1 solarises at 0.5, 2 does nothing.
  'solarizeCeiling',
  // The erased rectangle in pixels of the view, ends exclusive.
  'erasedTop',
  'erasedBottom',
  'erasedLeft',
  'erasedRight',
] as const;

export type DrawColumn = (typeof columns)[number];

/** Numbers per view. */
export const drawWidth = columns.length;

/** Values of blurPrecision at which every tap but the middle one vanishes in float32. */
const noBlur = 1e4;
/** Below it, contrast counts as this: the graph divides by it. */
const leastContrast = 1e-6;

/** One named column of draws: [n, drawWidth] -> [n, 1]. */
export function drawColumn(draws: Tensor, name: DrawColumn): Tensor {
  const index = columns.indexOf(name);
  return sliceAxis(draws, 1, index, index + 1);
}

/**
 * What an image view's input takes, [samples.length, drawWidth]: the draws of the view `name` of
 * each sample, by its index in the dataset. A row does not depend on the others.
 */
export function drawImageViews(
  settings: ImageViewSettings,
  name: ViewName,
  samples: ArrayLike<number>,
  stored: Extent,
  size: number,
): Float32Array {
  const packed = new Float32Array(samples.length * drawWidth);
  for (let i = 0; i < samples.length; i++) {
    const draw = drawImageView(settings, name, samples[i], stored, size);
    packed.set(packDraw(draw, size), i * drawWidth);
  }
  return packed;
}

/** One row of the input. */
export function packDraw(draw: ImageDraw, size: number): number[] {
  const { crop, erased } = draw;
  const contrast = Math.max(draw.contrast, leastContrast);
  const chroma = draw.gray ? 0 : draw.saturation;
  const angle = 2 * Math.PI * draw.hue;
  return [
    ...packAxis(crop.top, crop.height, draw.verticalFlip, size),
    ...packAxis(crop.left, crop.width, draw.flip, size),
    draw.brightness * contrast,
    (1 - contrast) / contrast,
    chroma * Math.cos(angle),
    chroma * Math.sin(angle),
    draw.blurSigma > 0 ? 0.5 / draw.blurSigma ** 2 : noBlur,
    draw.solarize ? 1 : 2,
    ...(erased
      ? [erased.top, erased.top + erased.height, erased.left, erased.left + erased.width]
      : [0, 0, 0, 0]),
  ];
}

function packAxis(start: number, extent: number, flipped: boolean, size: number): number[] {
  const step = extent / size;
  const end = start + extent;
  return flipped
    ? [end - step / 2, -step, 1 / Math.max(1, step), start, end]
    : [start + step / 2, step, 1 / Math.max(1, step), start, end];
}
