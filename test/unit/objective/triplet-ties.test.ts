// Triplets whose positive and negative are equally far: what counts is their gap of 0, and not what
// float32 makes of it.
import { describe, expect, it } from 'vitest';
import { lossConfig, lossOf, type Batch } from './graph-loss';
import { pairedRows, type Rows } from './loss-settings';
import { naiveTriplet } from './naive-triplet';

const rows = pairedRows(6, 13, 0.8, 'ties');
const classes = [0, 1, 0, 1, 2, 2, 0, 1, 0, 1, 2, 2];

/** Row i is row `of[i]` times a power of 2. */
const repeated = (of: readonly number[], factor: (row: number) => number): Rows =>
  of.map((from, i) => rows[from].map((value) => value * factor(i)));

const axes: Rows = Array.from({ length: 12 }, (_, i) =>
  Array.from({ length: 6 }, (_value, k) => Number(i % 6 === k) * (i < 6 ? 1 : -1)),
);
const sameAs = [0, 1, 2, 3, 0, 1, 6, 7, 2, 9, 6, 0];
const equal = repeated(sameAs, () => 1);

/** The first row is beside its twin, which other samples show as well. */
const beside = repeated([0, 1, 2, 3, 0, 1, 0, 7, 2, 9, 6, 0], () => 1).map((row, i) =>
  i === 0 ? row.map((value, k) => Math.fround(value * (1 + k * 1e-4))) : row,
);

const keys = equal.map((row) => row.map((value) => Math.fround(value / Math.hypot(...row))));

const batches: Record<string, Batch> = {
  'equal rows': { rows: equal },
  'equal rows, single': { rows: equal, twins: false, classes },
  'multiples of rows': { rows: repeated(sameAs, (i) => 2 ** ((i % 4) - 2)) },
  'multiples of rows, of classes': { rows: repeated(sameAs, (i) => 2 ** (i % 5)), classes },
  'twins that are close': { rows: beside },
  'rows along the axes': { rows: axes },
  'rows along the axes, single': { rows: axes, twins: false, classes },
  'keys that are the batch itself': { rows: keys, stored: { rows: keys } },
};

const settings = (['all', 'hard', 'semi-hard', 'easy', 'batch-hard'] as const).flatMap((mining) =>
  (['euclidean', 'squared'] as const).flatMap((distance) => [
    { mining, distance, margin: 0.3, soft_margin: true, average: 'all' as const },
    { mining, distance, margin: 0.3, average: 'all' as const },
    { mining, distance, margin: mining === 'semi-hard' ? 0.1 : 0 },
  ]),
);

describe('triplets with a gap of 0', () => {
  it.each(
    Object.entries(batches).flatMap(([name, batch]) =>
      settings.map((one) => ({ name, batch, one, how: Object.values(one).join(' ') })),
    ),
  )('$name: $how', async ({ batch, one }) => {
    const negatives = batch.stored ? ({ from: 'memory-bank' } as const) : {};
    const config = lossConfig({ name: 'triplet', ...one }, negatives);
    const { loss } = await lossOf(batch, config);
    const expected = naiveTriplet(batch, config).loss;
    expect(Math.abs(loss - expected)).toBeLessThanOrEqual(1e-5 * Math.max(expected, 0.1));
  });
});
