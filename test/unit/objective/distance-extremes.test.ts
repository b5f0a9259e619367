// The objectives on distances where rows degenerate or a kind of pair is missing.
import { describe, expect, it } from 'vitest';
import { expectFinite, expectGradient } from './closeness';
import { distanceCases, naiveValue } from './distance-cases';
import { lossConfig, lossOf, type Batch } from './graph-loss';
import { differences, pairedRows, type LossConfig, type Rows } from './loss-settings';

const spread = pairedRows(6, 5, 0.7, 'distance-extremes');
const half = spread.length / 2;
const classes = [0, 1, 0, 2, 1, 0, 0, 1, 0, 2, 1, 0];
const opposite = spread[0].map((value) => -value);

const situations: Record<string, Batch> = {
  'all rows equal': { rows: spread.map(() => spread[0]) },
  'pairs that are equal': { rows: [...spread.slice(0, half), ...spread.slice(0, half)] },
  'rows that are equal across classes': {
    rows: spread.map((_, row) => spread[row % 2]),
    classes,
    twins: false,
  },
  'opposite rows': { rows: [spread[0], opposite, spread[0], opposite] },
  'rows of zeros': { rows: spread.map((row) => row.map(() => 0)) },
  'a row of zeros': { rows: spread.map((row, i) => (i === 1 ? row.map(() => 0) : row)) },
  'one class': { rows: spread, classes: spread.map(() => 0) },
  'single rows of one class': { rows: spread, twins: false, classes: spread.map(() => 0) },
  'single rows, each of its own class': {
    rows: spread,
    twins: false,
    classes: spread.map((_, i) => i),
  },
};

/**
 * Each objective with each of its settings, once. A row of zeros is as far from every row: which of
 * its gaps are below 0 is rounding's choice.
 */
const variants = [
  ...new Map(
    distanceCases
      .filter(
        ({ config: { negatives } }) =>
          negatives.from === 'batch' && negatives.among === 'both-views',
      )
      .map(({ name, config }) => [name.split(': ')[0], config]),
  ),
];
const cases = variants.flatMap(([name, config]) =>
  Object.entries(situations)
    .filter(([situation, { twins }]) =>
      config.objective.name === 'align-uniform'
        ? twins !== false
        : situation !== 'a row of zeros' || !/^(semi-)?hard/.test(name),
    )
    .map(([situation, batch]) => ({ name: `${name}: ${situation}`, config, batch })),
);

describe('objectives on distances at extremes', () => {
  it.each(cases)(
    '$name: the value in float64, and a finite gradient',
    async ({ config, batch }) => {
      const { loss, gradient, diagnostics } = await lossOf(batch, config);
      const expected = naiveValue(batch, config);
      expect(Math.abs(loss - expected)).toBeLessThan(2e-6 * Math.max(1, Math.abs(expected)));
      expectFinite([...gradient, Object.values(diagnostics)]);
    },
  );

  it.each(variants.filter(([, { objective }]) => objective.name !== 'align-uniform'))(
    '%s: without negatives, hinges are slack and nothing is pushed',
    async (_, config) => {
      const { loss, gradient } = await lossOf(situations['single rows of one class'], config);
      if (config.objective.name === 'contrastive') expect(loss).toBeGreaterThan(0);
      else
        expect([loss, ...gradient.flat().map(Math.abs)].every((value) => value === 0)).toBe(true);
    },
  );

  const near: Batch = {
    rows: spread.map((row) => row.map((v, k) => Math.fround(spread[0][k] + v / 1e3))),
    classes,
  };
  const single: Batch = { ...near, twins: false };
  const tight = variants.flatMap(([name, config]) => [
    { name: `${name}, two views`, config, batch: near },
    ...(config.objective.name === 'align-uniform'
      ? []
      : [{ name: `${name}, single rows`, config, batch: single }]),
  ]);
  it.each(tight)(
    '$name: rows within a thousandth of each other keep five digits of loss and gradient',
    async ({ name, config, batch }) => {
      const { loss, gradient } = await lossOf(batch, config);
      const value = (rows: Rows): number => naiveValue({ ...batch, rows }, config);
      const expected = value(batch.rows);
      expect(Math.abs(loss - expected)).toBeLessThan(2e-6 * Math.abs(expected) + 1e-12);
      // Smaller steps than the gaps between triplets; squares of small distances need larger ones.
      const step = /squared|align/.test(name) ? 1e-7 : 1e-8;
      expectGradient(gradient, differences(value, batch.rows, step), 2e-5);
    },
  );

  const smooth: [string, LossConfig][] = [
    ['lifted', lossConfig({ name: 'lifted' })],
    ['contrastive', lossConfig({ name: 'contrastive' })],
    ['align-uniform', lossConfig({ name: 'align-uniform' })],
    ['triplet', lossConfig({ name: 'triplet', mining: 'all', distance: 'euclidean', margin: 3 })],
  ];
  it.each(smooth)('%s: equal rows among others take no part in the gradient', async (_, config) => {
    const rows = spread.map((row, i) => (i === 1 || i === 6 ? spread[0] : row));
    const { loss, gradient } = await lossOf({ rows }, config);
    const value = (moved: Rows): number => naiveValue({ rows: moved }, config);
    expect(Math.abs(loss - value(rows))).toBeLessThan(1e-6 * Math.max(1, Math.abs(loss)));
    expectGradient(gradient, differences(value, rows, 1e-6), 1e-5);
  });

  it.each(variants)('%s: refuses rows without any positive', async (_, config) => {
    await expect(lossOf({ rows: spread, twins: false }, config)).rejects.toThrow(
      /the rows are single and their classes are unknown|compares two views/,
    );
  });
});
