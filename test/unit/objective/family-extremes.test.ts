// The InfoNCE family where plain exponentials overflow, rows degenerate, or an anchor has no
// positives or negatives: finite, and right to what float32 allows.
import { describe, expect, it } from 'vitest';
import { expectFinite, expectGradient } from './closeness';
import { takesSingleRows, variants } from './family';
import { lossOf, type Batch } from './graph-loss';
import { differences, pairedRows, type LossConfig, type Rows } from './loss-settings';
import { massSettings } from './naive-mass';
import { stableObjective } from './stable-objective';

const spread = pairedRows(4, 5, 0.7, 'extremes');
const first = spread[0];
const opposite = first.map((value) => -value);
const near = pairedRows(4, 5, 0.02, 'extremes');
const classes = [0, 1, 0, 2, 0, 1, 0, 2];

/** Rows a thousandth apart about `first`. */
const close: Rows = spread.map((row) => row.map((v, k) => Math.fround(first[k] + v / 1e3)));

const situations: Record<string, Batch> = {
  'spread rows': { rows: spread, classes },
  'pairs that are near': { rows: near },
  'pairs that are near, in classes': { rows: near, classes },
  'rows that are all equal': { rows: spread.map(() => first), classes },
  'pairs that are equal': { rows: [...spread.slice(0, 4), ...spread.slice(0, 4)], classes },
  'rows within a thousandth': { rows: close, classes },
  'positives that are opposite': {
    rows: [first, first, opposite, opposite, opposite, opposite, first, first],
    classes,
  },
  'long rows': { rows: spread.map((row) => row.map((v) => Math.fround(v * 1e4))), classes },
  'short rows': { rows: spread.map((row) => row.map((v) => Math.fround(v / 1e4))), classes },
  'one class': { rows: spread, classes: classes.map(() => 1) },
  'kin of all': { rows: spread, kin: [classes.map(() => 1)] },
  'zero rows': { rows: spread.map((row) => row.map(() => 0)), classes },
};

const single: Record<string, Batch> = {
  'single rows of one class': { rows: spread, twins: false, classes: classes.map(() => 1) },
  'single rows, each alone': { rows: spread, twins: false, classes: classes.map((_, i) => i) },
  'single rows, some alone': { rows: spread, twins: false, classes: [0, 0, 1, 2, 3, 4, 4, 4] },
};

const temperatures = [0.01, 0.05, 0.5];
const settings = temperatures.flatMap((temperature) =>
  variants({ temperature }).filter(
    ({ name, config }) =>
      !/scaled|detached/.test(name) && (config.objective.name !== 'n-pair' || temperature === 0.5),
  ),
);

const cases = settings.flatMap(({ name, config }) =>
  Object.entries({ ...situations, ...(takesSingleRows(config) && single) }).map(
    ([situation, batch]) => ({
      name: `${situation}, ${name}, t ${massSettings(config).temperature}`,
      batch,
      config,
    }),
  ),
);

/** Similarities in float32 are right to about 1e-7 of the longest row squared; the exponents magnify that. */
function magnification({ rows }: Batch, config: LossConfig): number {
  const { temperature, weighting, beta } = massSettings(config);
  const exponent = (weighting === 'hard' ? 1 + beta : 1) / temperature;
  if (config.objective.name !== 'n-pair') return exponent;
  return exponent * Math.max(1, ...rows.map((row) => Math.hypot(...row) ** 2));
}

/** The scale below which a gradient is not told from 0. */
function leastScale(name: string, { rows }: Batch, config: LossConfig): number {
  // At the top of the cosine positives pull with 1 / t, and none of it is along the sphere.
  if (name.startsWith('pairs that are equal')) return 1e-3 / massSettings(config).temperature;
  // The oracle's differences end where a constant, log |P|, swallows what is left of the loss.
  return config.objective.name === 'supcon' ? 1e-8 / Math.hypot(...rows[0]) : 1e-30;
}

describe('extremes of the InfoNCE family', () => {
  it.each(cases)(
    '$name: the value in float64, and a finite gradient',
    async ({ batch, config }) => {
      const { loss, gradient, diagnostics } = await lossOf(batch, config);
      const expected = stableObjective(batch, config);
      const tolerance = 1e-6 + 5e-7 * magnification(batch, config);
      expect(Math.abs(loss - expected)).toBeLessThanOrEqual(
        tolerance * Math.max(1, Math.abs(expected)),
      );
      expectFinite(gradient);
      expectFinite([Object.values(diagnostics)]);
    },
  );

  const smooth = ['spread', 'pairs that are', 'one class', 'kin of all', 'single', 'short rows'];
  const differentiable = cases.filter(
    ({ name }) =>
      smooth.some((start) => name.startsWith(start)) && !name.startsWith('short rows, n-pair'),
  );
  it.each(differentiable)('$name: the gradient by differences', async ({ name, batch, config }) => {
    const { gradient } = await lossOf(batch, config);
    const step = 1e-2 / (100 + magnification(batch, config));
    const expected = differences(
      (rows) => stableObjective({ ...batch, rows }, config, batch.rows),
      batch.rows,
      step,
    );
    const least = leastScale(name, batch, config);
    expectGradient(gradient, expected, 1e-4 + 1e-6 * magnification(batch, config), least);
  });
});
