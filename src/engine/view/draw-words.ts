// What was done to make a view, in words.
import type { ImageDraw } from '../views/image-draw';
import type { Extent } from '../views/rectangle';

/** "crop 0.75, flip, brightness ×1.20, blur σ 0.8"; `stored`: of the picture that was cropped. */
export function drawWords(draw: ImageDraw, stored: Extent, inColour: boolean): string {
  const { crop, flip, verticalFlip, gray, blurSigma, solarize, erased } = draw;
  const share = (crop.height * crop.width) / (stored.height * stored.width);
  return [
    share < 1 ? `crop ${share.toFixed(2)}` : 'whole picture',
    ...(flip ? ['flip'] : []),
    ...(verticalFlip ? ['flip up–down'] : []),
    ...colourWords(draw, inColour),
    ...(gray && inColour ? ['gray'] : []),
    ...(blurSigma > 0 ? [`blur σ ${blurSigma.toFixed(1)}`] : []),
    ...(solarize ? ['solarized'] : []),
    ...(erased ? ['a part erased'] : []),
  ].join(', ');
}

/** Factors that a person could see. */
function colourWords(
  { brightness, contrast, saturation, hue }: ImageDraw,
  inColour: boolean,
): string[] {
  const factors = { brightness, contrast, ...(inColour && { saturation }) };
  const words = Object.entries(factors)
    .filter(([, factor]) => Math.abs(factor - 1) >= 0.005)
    .map(([name, factor]) => `${name} ×${factor.toFixed(2)}`);
  if (!inColour || Math.abs(hue) < 0.005) return words;
  return [...words, `hue ${hue > 0 ? '+' : '−'}${Math.abs(hue).toFixed(2)}`];
}
