// Losses where plain exponentials overflow and rows degenerate: finite, and right to what float32
// cosines allow.
import { describe, expect, it } from 'vitest';
import { expectFinite, expectGradient } from './closeness';
import { graphLoss } from './graph-loss';
import {
  debiased,
  describeSettings,
  differences,
  hard,
  pairedRows,
  uniform,
  type LossSettings,
  type Rows,
} from './loss-settings';
import { naiveClampedShare } from './naive-loss';
import { stableLoss } from './stable-loss';

const kinds: LossSettings[] = [0.01, 0.05, 0.5].flatMap((temperature) => [
  { ...uniform, temperature },
  { ...debiased, temperature },
  { ...hard, temperature },
  { ...hard, temperature, beta: 50 },
  { ...hard, temperature, beta: 50, detach: true },
]);

const spread = pairedRows(4, 5, 0.7, 'extremes');
const first = spread[0];
const opposite = first.map((value) => -value);

const situations: Record<string, Rows> = {
  'spread rows': spread,
  'two samples': pairedRows(2, 4, 0.5, 'extremes'),
  'rows that are all equal': spread.map(() => first),
  'pairs that are equal': [...spread.slice(0, 4), ...spread.slice(0, 4)],
  'rows within a thousandth': spread.map((row) =>
    row.map((v, k) => Math.fround(first[k] + v / 1e3)),
  ),
  'opposite rows': [first, opposite, first, opposite],
  'positives that are opposite': [first, first, opposite, opposite],
  'long rows': spread.map((row) => row.map((v) => Math.fround(v * 1e4))),
  'short rows': spread.map((row) => row.map((v) => Math.fround(v / 1e4))),
};

const cases = Object.entries(situations).flatMap(([situation, rows]) =>
  kinds.map((settings) => ({
    name: `${situation}, ${describeSettings(settings)}`,
    rows,
    settings,
  })),
);

/** Cosines in float32 are right to about 1e-7; the exponents magnify that. */
function magnification({ weighting, temperature, beta }: LossSettings): number {
  return (weighting === 'hard' ? 1 + beta : 1) / temperature;
}

describe('extremes', () => {
  it.each(cases)('$name: the value in float64, and a finite gradient', async (it) => {
    const { loss, gradient } = await graphLoss(it.rows, it.settings);
    const expected = stableLoss(it.rows, it.settings);
    const tolerance = 1e-6 + 5e-7 * magnification(it.settings);
    expect(Math.abs(loss - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, expected));
    expectFinite(gradient);
  });

  const smooth = ['spread rows', 'two samples', 'long rows', 'short rows', 'pairs that are equal'];
  it.each(cases.filter(({ name }) => smooth.some((start) => name.startsWith(start))))(
    '$name: the gradient by differences in float64',
    async ({ rows, settings }) => {
      const { gradient } = await graphLoss(rows, settings);
      const step = 1e-2 / (100 + magnification(settings));
      const expected = differences((moved) => stableLoss(moved, settings, rows), rows, step);
      // ONNX Runtime's logistic function is right to 3e-8, also where it is as small as that.
      const longest = Math.max(...rows.map((row) => Math.hypot(...row)));
      const least = 1e-3 / (settings.temperature * longest);
      expectGradient(gradient, expected, 1e-4 + 1e-6 * magnification(settings), least);
    },
  );

  it.each(kinds)(
    'a zero row has no direction, and a gradient no larger than a unit row, %o',
    async (settings) => {
      const rows = [[0, 0, 0, 0, 0], ...spread.slice(1)];
      const { loss, gradient } = await graphLoss(rows, settings);
      const tolerance = 1e-6 + 5e-7 * magnification(settings);
      expect(Math.abs(loss - stableLoss(rows, settings))).toBeLessThanOrEqual(tolerance * loss);
      // Each of its 2B − 2 negatives and its positive pulls with (1 + 2β) / t at most.
      expect(Math.hypot(...gradient[0])).toBeLessThan(2 * magnification(settings));
      expectFinite(gradient);
      const step = 1e-2 / (100 + magnification(settings));
      const others = differences(
        (moved) => stableLoss([rows[0], ...moved], settings, rows),
        rows.slice(1),
        step,
      );
      expectGradient(gradient.slice(1), others, 1e-4 + 1e-6 * magnification(settings));
    },
  );

  it.each(kinds)('nothing but zero rows, %o', async (settings) => {
    const { loss, gradient } = await graphLoss(
      spread.map(() => [0, 0]),
      settings,
    );
    expect(Number.isFinite(loss)).toBe(true);
    expect(gradient.flat().every((value) => value === 0)).toBe(true);
  });
});

describe('at the floor', () => {
  const apart: Rows = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [1, 0.1, 0, 0],
    [0, 1, 0.1, 0],
    [0, 0, 1, 0.1],
  ];
  it.each([
    { ...debiased, tauPlus: 0.5 },
    { ...hard, tauPlus: 0.5 },
    { ...hard, tauPlus: 0.5, beta: 5, detach: true },
  ])('well separated samples leave the negatives without any gradient, %o', async (settings) => {
    expect(naiveClampedShare(apart, settings)).toBe(1);
    const { loss, gradient, diagnostics } = await graphLoss(apart, settings);
    expect(diagnostics.clampedAnchors).toBe(1);
    expect(loss).toBeCloseTo(stableLoss(apart, settings), 6);
    // Moving a negative along an axis that its own pair does not use must not matter.
    const elsewhere = await graphLoss([...apart.slice(0, 5), [0, 0, 0.9, 0.2]], settings);
    expect(elsewhere.gradient[0]).toEqual(gradient[0]);
    expect(elsewhere.gradient[1]).toEqual(gradient[1]);
  });
});
