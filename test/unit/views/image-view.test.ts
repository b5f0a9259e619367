// Image views against the naive ones, setting by setting and all together.
import { describe, expect, it } from 'vitest';
import { programNodes } from '../../../src/engine/graph/program';
import { input } from '../../../src/engine/graph/sources';
import { drawImageView } from '../../../src/engine/views/image-draw';
import { imageView } from '../../../src/engine/views/image-view';
import { drawImageViews } from '../../../src/engine/views/packed-draws';
import type { Extent } from '../../../src/engine/views/rectangle';
import type { ImageViewSettings } from '../../../src/engine/views/view-settings';
import { naiveView } from './naive-view';
import {
  evaluate,
  everything,
  identity,
  largestDifference,
  pixelInput,
  testPictures,
} from './view-fixtures';

const name = { seed: 5, epoch: 2, view: 1 };
const square = { height: 24, width: 24 };
const samples = [3, 0, 17, 4, 99, 1000, 7, 8];

interface Case {
  readonly settings: ImageViewSettings;
  readonly stored?: Extent;
  readonly channels?: 1 | 3;
  readonly size?: number;
}

/** The views of the graph and of the naive loops. */
async function both({ settings, stored = square, channels = 3, size = 12 }: Case) {
  const pixels = testPictures(samples.length, stored, channels);
  const view = imageView(pixelInput(samples.length, stored, channels), size, settings, 'draws');
  const draws = drawImageViews(settings, name, samples, stored, size);
  const actual = await evaluate(view, { pixels, draws });
  const length = stored.height * stored.width * channels;
  const expected = samples.flatMap((sample, i) => {
    const draw = drawImageView(settings, name, sample, stored, size);
    return naiveView(pixels.subarray(i * length, (i + 1) * length), stored, channels, size, draw);
  });
  return { actual, expected };
}

const always = { jitter_probability: 1 };
const jitterNever: Partial<ImageViewSettings> = { jitter: [1, 1, 1, 0.5], jitter_probability: 0 };
const cases: readonly (readonly [string, Case])[] = [
  ['the whole picture made smaller', { settings: identity }],
  ['crops', { settings: { ...identity, crop: [0.1, 1] } }],
  ['crops of extreme shapes', { settings: { ...identity, crop: [0.01, 0.5], ratio: [0.05, 20] } }],
  ['left–right flips', { settings: { ...identity, flip: 0.5 } }],
  ['up–down flips', { settings: { ...identity, vertical_flip: 0.5 } }],
  ['brightness', { settings: { ...identity, ...always, jitter: [0.8, 0, 0, 0] } }],
  ['contrast', { settings: { ...identity, ...always, jitter: [0, 0.8, 0, 0] } }],
  ['saturation', { settings: { ...identity, ...always, jitter: [0, 0, 0.8, 0] } }],
  ['hue', { settings: { ...identity, ...always, jitter: [0, 0, 0, 0.2] } }],
  ['jitter of some views', { settings: { ...identity, jitter: [0.4, 0.4, 0.4, 0.1] } }],
  ['the strongest jitter', { settings: { ...identity, ...always, jitter: [1, 1, 1, 0.5] } }],
  ['gray', { settings: { ...identity, gray: 0.5 } }],
  ['blur', { settings: { ...identity, blur: 0.7 } }],
  ['wide blur', { settings: { ...identity, blur: 1, blur_sigma: [3, 50] }, size: 40 }],
  ['solarisation', { settings: { ...identity, solarize: 0.5 } }],
  ['erasing', { settings: { ...identity, erase: 0.8 } }],
  ['everything', { settings: everything }],
  ['everything on broad pictures', { settings: everything, stored: { height: 9, width: 31 } }],
  ['everything on tall pictures', { settings: everything, stored: { height: 31, width: 9 } }],
  ['everything made larger', { settings: everything, stored: { height: 7, width: 8 }, size: 20 }],
  ['everything on gray pictures', { settings: everything, channels: 1 }],
  [
    'the strongest jitter of gray pictures',
    {
      settings: { ...identity, ...always, jitter: [1, 1, 1, 0.5] },
      channels: 1,
    },
  ],
  ['views of one pixel', { settings: everything, size: 1 }],
  ['views of two pixels', { settings: everything, size: 2 }],
  ['pictures of one pixel', { settings: everything, stored: { height: 1, width: 1 } }],
];

describe('an image view', () => {
  it.each(cases)('is the naive one: %s', async (_, test) => {
    const { actual, expected } = await both(test);
    expect(largestDifference(actual, expected)).toBeLessThan(2e-5);
  });

  it.each(cases)('stays within 0 and 1: %s', async (_, test) => {
    const { actual } = await both(test);
    const [low, high] = [
      actual.reduce((a, b) => Math.min(a, b)),
      actual.reduce((a, b) => Math.max(a, b)),
    ];
    expect(low).toBeGreaterThanOrEqual(-1e-6);
    expect(high).toBeLessThanOrEqual(1 + 1e-6);
  });

  it('is the picture itself where nothing is done and the size is the stored one', async () => {
    const pixels = testPictures(2, square, 3);
    const view = imageView(pixelInput(2, square, 3), 24, identity, 'draws');
    const draws = drawImageViews(identity, name, [1, 2], square, 24);
    const actual = await evaluate(view, { pixels, draws });
    const expected = Float32Array.from(actual, (_, i) => {
      const [picture, rest] = [Math.floor(i / 1728), i % 1728];
      return pixels[picture * 1728 + (rest % 576) * 3 + Math.floor(rest / 576)] / 255;
    });
    expect(largestDifference(actual, expected)).toBeLessThan(1e-7);
  });

  it('turns red towards yellow and green for a positive hue, as HSV does', async () => {
    const red = Uint8Array.of(200, 60, 60);
    const settings: ImageViewSettings = { ...identity, ...always, jitter: [0, 0, 0, 0.5] };
    const one = { height: 1, width: 1 };
    const view = imageView(pixelInput(1, one, 3), 1, settings, 'draws');
    for (let sample = 0; sample < 20; sample++) {
      const { hue } = drawImageView(settings, name, sample, one, 1);
      if (Math.abs(hue) < 0.05 || Math.abs(hue) > 0.45) continue;
      const draws = drawImageViews(settings, name, [sample], one, 1);
      const [, green, blue] = await evaluate(view, { pixels: red, draws });
      expect(Math.sign(green - blue), `hue ${hue}`).toBe(Math.sign(hue));
    }
  });

  it('does not depend on the batch it is made in', async () => {
    const pixels = testPictures(samples.length, square, 3);
    const length = 24 * 24 * 3;
    const together = await evaluate(
      imageView(pixelInput(samples.length, square, 3), 12, everything, 'draws'),
      { pixels, draws: drawImageViews(everything, name, samples, square, 12) },
    );
    const alone = imageView(pixelInput(1, square, 3), 12, everything, 'draws');
    for (const i of [0, 2, 7]) {
      const view = await evaluate(alone, {
        pixels: pixels.slice(i * length, (i + 1) * length),
        draws: drawImageViews(everything, name, [samples[i]], square, 12),
      });
      expect(largestDifference(view, together.subarray(i * 432, (i + 1) * 432))).toBeLessThan(1e-6);
    }
  });

  it.each([
    ['nothing but the crop', {}, { matmul: 2, exp: 0, minimum: 0, cast: 1 }],
    ['blur', { blur: 0.5 }, { matmul: 6, exp: 2, minimum: 0, cast: 1 }],
    ['gray', { gray: 0.5 }, { matmul: 4, exp: 0, minimum: 0, cast: 1 }],
    ['solarisation', { solarize: 0.5 }, { matmul: 2, exp: 0, minimum: 1, cast: 1 }],
    ['erasing', { erase: 0.5 }, { matmul: 2, exp: 0, minimum: 0, cast: 3 }],
    ['jitter of probability 0', jitterNever, { matmul: 2, exp: 0, minimum: 0, cast: 1 }],
  ] as const)('builds what the settings ask for and no more: %s', (_, change, expected) => {
    const view = imageView(pixelInput(2, square, 3), 8, { ...identity, ...change }, 'draws');
    const operations = programNodes({ outputs: { view } }).map((node) => node.operation);
    for (const [operation, count] of Object.entries(expected))
      expect(operations.filter((o) => o === operation).length, operation).toBe(count);
  });

  it('refuses pictures that are neither gray nor RGB', () => {
    const pixels = input('pixels', [2, 8, 8, 4], 'uint8');
    expect(() => imageView(pixels, 8, identity, 'draws')).toThrow('one or three channels');
  });
});
