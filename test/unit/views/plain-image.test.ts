// Pictures without augmentation.
import { expect, it } from 'vitest';
import { unchanged } from '../../../src/engine/views/image-draw';
import { plainImage } from '../../../src/engine/views/plain-image';
import { naiveView } from './naive-view';
import { evaluate, largestDifference, pixelInput, testPictures } from './view-fixtures';

it.each([
  ['of the view’s size', 12, 12, 3, [0, 0, 12]],
  ['smaller than the view', 7, 7, 3, [0, 0, 7]],
  ['larger than the view', 40, 40, 3, [0, 0, 40]],
  ['gray', 20, 20, 1, [0, 0, 20]],
  ['broad: the centre', 20, 33, 3, [0, 6, 20]],
  ['tall: the centre', 33, 20, 3, [6, 0, 20]],
  ['as broad as the view but taller', 18, 12, 3, [3, 0, 12]],
] as const)('a plain picture %s', async (_, height, width, channels, [top, left, side]) => {
  const stored = { height, width };
  const pixels = testPictures(2, stored, channels);
  const actual = await evaluate(plainImage(pixelInput(2, stored, channels), 12), { pixels });
  const draw = { ...unchanged, crop: { top, left, height: side, width: side } };
  const half = pixels.length / 2;
  const expected = [pixels.subarray(0, half), pixels.subarray(half)].flatMap((picture) =>
    naiveView(picture, stored, channels, 12, draw),
  );
  expect(largestDifference(actual, expected)).toBeLessThan(1e-5);
});
