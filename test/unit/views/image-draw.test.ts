// The statistics of the draws, and that each can be made again by itself.
import { describe, expect, it } from 'vitest';
import { drawImageView, type ImageDraw } from '../../../src/engine/views/image-draw';
import { drawImageViews, drawWidth } from '../../../src/engine/views/packed-draws';
import type { Extent } from '../../../src/engine/views/rectangle';
import type { ImageViewSettings } from '../../../src/engine/views/view-settings';
import { everything, identity } from './view-fixtures';

const name = { seed: 11, epoch: 4, view: 0 };
const stored = { height: 60, width: 80 };

function draw(settings: ImageViewSettings, count = 4000, picture: Extent = stored): ImageDraw[] {
  return Array.from({ length: count }, (_, sample) =>
    drawImageView(settings, name, sample, picture, 32),
  );
}

function shareOf(draws: readonly ImageDraw[], holds: (draw: ImageDraw) => boolean): number {
  return draws.filter(holds).length / draws.length;
}

describe('the draw of an image view', () => {
  it.each([
    ['flips', 'flip', (draw: ImageDraw) => draw.flip],
    ['up–down flips', 'vertical_flip', (draw: ImageDraw) => draw.verticalFlip],
    ['gray', 'gray', (draw: ImageDraw) => draw.gray],
    ['blur', 'blur', (draw: ImageDraw) => draw.blurSigma > 0],
    ['solarisation', 'solarize', (draw: ImageDraw) => draw.solarize],
    ['erasing', 'erase', (draw: ImageDraw) => draw.erased !== undefined],
    ['jitter', 'jitter_probability', (draw: ImageDraw) => draw.brightness !== 1],
  ] as const)('has %s as often as asked', (_, setting, holds) => {
    for (const probability of [0, 0.3, 1]) {
      const share = shareOf(draw({ ...everything, [setting]: probability }), holds);
      expect(Math.abs(share - probability)).toBeLessThanOrEqual(probability % 1 === 0 ? 0 : 0.03);
    }
  });

  it('has crops of the asked area and ratio, inside the picture', () => {
    const crops = draw({ ...identity, crop: [0.3, 0.6], ratio: [0.5, 2] }).map(({ crop }) => crop);
    const areas = crops.map(({ height, width }) => (height * width) / 4800);
    const ratios = crops.map(({ height, width }) => width / height);
    expect(Math.min(...areas)).toBeGreaterThan(0.29);
    expect(Math.max(...areas)).toBeLessThan(0.61);
    expect(Math.min(...ratios)).toBeGreaterThan(0.48);
    expect(Math.max(...ratios)).toBeLessThan(2.1);
    expect(Math.max(...crops.map(({ top, height }) => top + height))).toBe(60);
    expect(Math.max(...crops.map(({ left, width }) => left + width))).toBe(80);
    expect(Math.min(...crops.map(({ top, left }) => Math.min(top, left)))).toBe(0);
  });

  it('has crop areas uniform in the range and ratios log-uniform', () => {
    const crops = draw({ ...identity, crop: [0.1, 0.3], ratio: [0.5, 2] }).map(({ crop }) => crop);
    const mean = (values: number[]): number => values.reduce((a, b) => a + b) / values.length;
    expect(mean(crops.map(({ height, width }) => (height * width) / 4800))).toBeCloseTo(0.2, 2);
    expect(mean(crops.map(({ height, width }) => Math.log(width / height)))).toBeCloseTo(0, 1);
  });

  it.each([
    ['the whole picture where its ratio is allowed', [0.75, 1.34], [0, 0, 60, 80]],
    ['full height where the picture is too broad', [0.5, 1], [0, 10, 60, 60]],
    ['full width where the picture is too tall', [2, 4], [10, 0, 40, 80]],
  ] as const)('falls back to %s', (_, ratio, [top, left, height, width]) => {
    // More than the whole area never fits.
    const [{ crop }] = draw({ ...identity, crop: [9, 9], ratio: [...ratio] }, 1);
    expect(crop).toEqual({ top, left, height, width });
  });

  it('has jitter factors in 1 ± strength, not below 0, and hue within its range', () => {
    const draws = draw({ ...identity, jitter: [0.4, 1, 0.2, 0.1], jitter_probability: 1 });
    const range = (value: (draw: ImageDraw) => number): number[] => {
      const values = draws.map(value);
      return [Math.min(...values), Math.max(...values)].map((v) => Math.round(v * 100) / 100);
    };
    expect(range(({ brightness }) => brightness)).toEqual([0.6, 1.4]);
    expect(range(({ contrast }) => contrast)).toEqual([0, 2]);
    expect(range(({ saturation }) => saturation)).toEqual([0.8, 1.2]);
    expect(range(({ hue }) => hue)).toEqual([-0.1, 0.1]);
  });

  it('erases the asked share of the view, inside it', () => {
    const erased = draw({ ...identity, erase: 1, erase_area: [0.1, 0.2] }).map((d) => d.erased!);
    const areas = erased.map(({ height, width }) => (height * width) / 1024);
    expect(Math.min(...areas)).toBeGreaterThan(0.08);
    expect(Math.max(...areas)).toBeLessThan(0.22);
    expect(Math.max(...erased.map(({ top, height }) => top + height))).toBe(32);
    expect(Math.max(...erased.map(({ left, width }) => left + width))).toBe(32);
  });

  it('leaves a view whole where no rectangle fits', () => {
    const [{ erased }] = draw({ ...identity, erase: 1, erase_area: [1, 1] }, 1);
    expect(erased).toBeUndefined();
  });

  it('is the same again, and another for another sample, epoch, view or seed', () => {
    const make = (change: object, sample = 5): ImageDraw =>
      drawImageView(everything, { ...name, ...change }, sample, stored, 32);
    expect(make({})).toEqual(make({}));
    const others = [make({}, 6), make({ epoch: 5 }), make({ view: 1 }), make({ seed: 12 })];
    for (const other of others) expect(other.crop).not.toEqual(make({}).crop);
  });

  it('keeps its crop when later steps are switched on', () => {
    const crops = (settings: ImageViewSettings): object[] => draw(settings, 20).map((d) => d.crop);
    expect(crops(everything)).toEqual(crops({ ...identity, crop: everything.crop }));
  });
});

describe('packed draws', () => {
  it('are rows that do not depend on each other', () => {
    const pack = (samples: number[]): Float32Array =>
      drawImageViews(everything, name, samples, stored, 32);
    const together = pack([9, 2, 30]);
    expect(together.length).toBe(3 * drawWidth);
    expect(together.subarray(2 * drawWidth)).toEqual(pack([30]));
  });
});
