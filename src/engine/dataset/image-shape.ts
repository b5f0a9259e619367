// The one shape that all images of a dataset get.
import type { ImageFacts, ImageShape } from './decode-job';

/** Without a wish, images are made no larger than this: decoded samples are many times their files. */
const largestDefaultSide = 256;

/**
 * `size` given: a square of that side. Else, where all images share one size whose shorter side is at
 * most 256, that size; else a square of the median shorter side, at most 256.
 * `channels` not given: 1 where every image is grey, else 3.
 */
export function chooseImageShape(
  facts: readonly ImageFacts[],
  size: number | undefined,
  channels: 1 | 3 | undefined,
): ImageShape {
  const depth = channels ?? (facts.every(({ grey }) => grey) ? 1 : 3);
  if (size !== undefined) return [size, size, depth];
  const [{ height, width }] = facts;
  const same = facts.every((image) => image.height === height && image.width === width);
  if (same && Math.min(height, width) <= largestDefaultSide) return [height, width, depth];
  const sides = Uint32Array.from(facts, (image) => Math.min(image.height, image.width)).sort();
  const side = Math.min(largestDefaultSide, sides[sides.length >> 1]);
  return [side, side, depth];
}
