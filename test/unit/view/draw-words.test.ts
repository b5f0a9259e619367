import { expect, it } from 'vitest';
import { drawWords } from '../../../src/engine/view/draw-words';
import { unchanged } from '../../../src/engine/views/image-draw';

const stored = { height: 40, width: 20 };
const whole = { ...unchanged, crop: { top: 0, left: 0, ...stored } };
const part = { top: 5, left: 0, height: 30, width: 20 };

it.each([
  ['nothing', {}, true, 'whole picture'],
  ['a crop and a flip', { crop: part, flip: true }, true, 'crop 0.75, flip'],
  [
    'colour',
    { brightness: 1.204, contrast: 0.7, saturation: 1.5, hue: -0.054 },
    true,
    'whole picture, brightness ×1.20, contrast ×0.70, saturation ×1.50, hue −0.05',
  ],
  [
    'colour of a gray picture',
    { brightness: 1.2, saturation: 1.5, hue: 0.1, gray: true },
    false,
    'whole picture, brightness ×1.20',
  ],
  ['what nobody would see', { brightness: 1.001, hue: 0.001 }, true, 'whole picture'],
  [
    'all the rest',
    { verticalFlip: true, gray: true, blurSigma: 0.84, solarize: true, erased: part },
    true,
    'whole picture, flip up–down, gray, blur σ 0.8, solarized, a part erased',
  ],
])('says that %s was done', (_, done, inColour, words) => {
  expect(drawWords({ ...whole, ...done }, stored, inColour)).toBe(words);
});
