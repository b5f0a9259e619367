// What is random about one view of a picture, drawn from a stream of its own.
import { Random } from '../random/random';
import { drawCrop, drawErasure, type Extent, type Rectangle } from './rectangle';
import type { ImageViewSettings, ViewName } from './view-settings';

/** One view in words: enough to make it again, and to say what was done. */
export interface ImageDraw {
  /** In pixels of the stored picture. */
  readonly crop: Rectangle;
  /** Left–right. */
  readonly flip: boolean;
  /** Up–down. */
  readonly verticalFlip: boolean;
  /** Factors; 1 changes nothing. */
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  /** In turns, −0.5 … 0.5. */
  readonly hue: number;
  readonly gray: boolean;
  /** Standard deviation in pixels of the view; 0 is no blur. */
  readonly blurSigma: number;
  readonly solarize: boolean;
  /** In pixels of the view. */
  readonly erased: Rectangle | undefined;
}

export const unchanged = {
  flip: false,
  verticalFlip: false,
  brightness: 1,
  contrast: 1,
  saturation: 1,
  hue: 0,
  gray: false,
  blurSigma: 0,
  solarize: false,
  erased: undefined,
} satisfies Omit<ImageDraw, 'crop'>;

/**
 * The view `name` of one sample, whatever batch it is in. `sample` is its index in the dataset,
 * `stored` its picture's extent, `size` the side of the view.
 */
export function drawImageView(
  settings: ImageViewSettings,
  { seed, epoch, view }: ViewName,
  sample: number,
  stored: Extent,
  size: number,
): ImageDraw {
  const random = Random.stream(seed, 'view', epoch, sample, view);
  // In this order, so that a setting changes no draw of those before it.
  return {
    crop: drawCrop(stored, settings.crop, settings.ratio, random),
    flip: random.chance(settings.flip),
    verticalFlip: random.chance(settings.vertical_flip),
    ...drawJitter(settings, random),
    gray: random.chance(settings.gray),
    blurSigma: random.chance(settings.blur) ? random.uniform(...settings.blur_sigma) : 0,
    solarize: random.chance(settings.solarize),
    erased: random.chance(settings.erase)
      ? drawErasure({ height: size, width: size }, settings.erase_area, random)
      : undefined,
  };
}

/** As torchvision's ColorJitter: factors uniform in [max(0, 1 − strength), 1 + strength]. */
function drawJitter(
  { jitter: [brightness, contrast, saturation, hue], jitter_probability }: ImageViewSettings,
  random: Random,
): Pick<ImageDraw, 'brightness' | 'contrast' | 'saturation' | 'hue'> {
  const factor = (strength: number): number =>
    random.uniform(Math.max(0, 1 - strength), 1 + strength);
  if (!random.chance(jitter_probability))
    return { brightness: 1, contrast: 1, saturation: 1, hue: 0 };
  return {
    brightness: factor(brightness),
    contrast: factor(contrast),
    saturation: factor(saturation),
    hue: random.uniform(-hue, hue),
  };
}
