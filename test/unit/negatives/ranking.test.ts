// Ranks of candidates: those of exact cosines wherever the rows lie, and ties by index.
import { describe, expect, it } from 'vitest';
import { input } from '../../../src/engine/graph/sources';
import { againstStored } from '../../../src/engine/negatives/against-stored';
import { hardestFirst } from '../../../src/engine/negatives/hardest';
import { unitRows as asUnitRows } from '../../../src/engine/negatives/unit-rows';
import { withinBatch } from '../../../src/engine/negatives/within-batch';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { pairedRows, unit, unitRows, type Matrix } from './situation';

const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });

/** Candidates of each anchor, hardest first; without what is no negative. */
async function ranked(rows: Matrix, stored?: Matrix): Promise<number[][]> {
  const z = input('z', [rows.length, rows[0].length]);
  const keys = stored && input('keys', [stored.length, rows[0].length]);
  const given = asUnitRows({ z, twins: true, ...(keys && { stored: { z: keys } }) });
  const comparison = given.stored
    ? againstStored(given, given.stored, 'queue')
    : withinBatch(given, 'both-views');
  const count = stored?.length ?? rows.length - 2;
  const executable = await runtime.compile({ outputs: { order: hardestFirst(comparison, count) } });
  const { order } = await executable.run({
    z: Float32Array.from(rows.flat()),
    ...(stored && { keys: Float32Array.from(stored.flat()) }),
  });
  await executable.dispose();
  return Array.from({ length: order.length / count }, (_, anchor) =>
    Array.from(order.slice(anchor * count, (anchor + 1) * count), Number),
  );
}

/** By squared distances of unit rows in float64, which keep what cosines near 1 lose. */
function naiveRanks(rows: Matrix, stored?: Matrix): number[][] {
  const units = rows.map(unit);
  const candidates = stored ? stored.map(unit) : units;
  const half = rows.length / 2;
  const far = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0);
  return units.slice(0, stored ? half : rows.length).map((anchor, i) =>
    candidates
      .map((_, j) => j)
      .filter((j) => stored ?? j % half !== i % half)
      .map((j) => ({ j, distance: far(anchor, candidates[j]) }))
      .sort((a, b) => a.distance - b.distance || a.j - b.j)
      .map(({ j }) => j),
  );
}

/** Rows at about `radius` from one another, in float32. */
const around = (
  rows: Matrix,
  radius: number,
  length: (row: number) => number = () => 1,
): Matrix => {
  const [centre] = unitRows(1, rows[0].length, 'centre');
  return rows.map((row, i) =>
    row.map((value, k) => Math.fround(length(i) * (centre[k] + radius * value))),
  );
};

/** The rows, of which some are others times a power of 2. */
const repeated = (rows: Matrix): Matrix =>
  rows.map((row, i) =>
    i % 3 === 0 ? row : rows[i - (i % 3)].map((value) => value * 2 ** (i % 3)),
  );

const rows = pairedRows(12, 8, 'ranks');
const uneven = pairedRows(12, 13, 'ranks');
const axes = Array.from({ length: 16 }, (_, i) =>
  Array.from({ length: 8 }, (_value, k) => Number(i % 8 === k) * (i < 8 ? 1 : -1)),
);

const situations: Record<string, Matrix> = {
  'spread rows': rows,
  'rows within a thousandth': around(rows, 3e-4),
  'rows within a thousandth, in 13 dimensions': around(uneven, 3e-4),
  'rows within a hundredth of a thousandth': around(rows, 3e-6),
  'near rows of uneven lengths': around(rows, 3e-4, (i) => 1 + i / 3),
  'rows that are multiples of others': repeated(rows),
  'rows that are multiples of others, in 13 dimensions': repeated(uneven),
  'near rows that are multiples of others': repeated(around(rows, 3e-4)),
  'near rows that are multiples of others, in 13 dimensions': repeated(around(uneven, 3e-4)),
  'rows that are all equal': uneven.map(() => uneven[0]),
  'rows along the axes': axes,
};

describe('ranks', () => {
  it.each(Object.entries(situations))('of %s: by the cosine, ties by index', async (_, z) => {
    expect(await ranked(z)).toEqual(naiveRanks(z));
  });

  it.each([
    { name: 'spread', radius: 3 },
    { name: 'near', radius: 3e-4 },
  ])(
    'of stored rows that are $name: by the cosine, whatever rounding does to lengths',
    async ({ radius }) => {
      const stored = around(unitRows(30, 8, 'stored'), radius).map((row) =>
        unit(row).map(Math.fround),
      );
      const repeats = stored.map((row, i) => (i % 4 === 3 ? stored[i - 2] : row));
      const queries = around(rows, radius);
      expect(await ranked(queries, repeats)).toEqual(naiveRanks(queries, repeats));
    },
  );
});
