// What must hold between lifted structure, contrastive, alignment and uniformity and their limits.
import { describe, expect, it } from 'vitest';
import { expectGradient } from './closeness';
import { lossConfig, lossOf, type Batch } from './graph-loss';
import { pairedRows } from './loss-settings';
import { distance } from './naive-distance';

const rows = pairedRows(6, 5, 0.7, 'limits');
const classes = [0, 1, 0, 2, 1, 0, 0, 1, 0, 2, 1, 0];
const batches: [string, Batch][] = [
  ['pairs', { rows }],
  ['pairs of classes', { rows, classes }],
  ['single rows', { rows, twins: false, classes }],
];

describe('lifted structure', () => {
  const smooth = lossConfig({ name: 'lifted', form: 'smooth' });
  const max = lossConfig({ name: 'lifted', form: 'max' });

  it.each(batches)('%s: smooth is above max', async (_, batch) => {
    expect((await lossOf(batch, smooth)).loss).toBeGreaterThan((await lossOf(batch, max)).loss);
  });

  it('smooth is max where a pair has one negative', async () => {
    const batch = { rows: rows.slice(0, 3), twins: false, classes: [0, 0, 1] };
    // Both of the pair have the one negative: the sum is of two, and the larger decides the max.
    const far = [rows[0], rows[1], rows[0].map((v, k) => 1.05 * v + 0.1 * k)];
    const both = [
      await lossOf({ ...batch, rows: far }, smooth),
      await lossOf({ ...batch, rows: far }, max),
    ];
    const [da, db, dp] = [
      distance(far[0], far[2]),
      distance(far[1], far[2]),
      distance(far[0], far[1]),
    ];
    expect(both[0].loss).toBeCloseTo(
      (Math.log(Math.exp(1 - da) + Math.exp(1 - db)) + dp) ** 2 / 2,
      5,
    );
    expect(both[1].loss).toBeCloseTo((1 - Math.min(da, db) + dp) ** 2 / 2, 5);
  });

  it('a margin that no pair reaches leaves nothing active, a large one everything', async () => {
    const apart = [
      [1, 0],
      [-1, 0],
      [1, 0],
      [-1, 0],
    ];
    const none = await lossOf({ rows: apart }, lossConfig({ name: 'lifted', margin: 0.5 }));
    expect([none.loss, none.diagnostics.activePairs]).toEqual([0, 0]);
    const all = await lossOf({ rows }, lossConfig({ name: 'lifted', margin: 10 }));
    expect(all.diagnostics.activePairs).toBe(1);
  });
});

describe('contrastive', () => {
  it('of pairs listed one by one is that of the relations that make them', async () => {
    const all = rows.flatMap((_, i) => rows.slice(i + 1).map((_row, j) => [i, i + 1 + j]));
    const pairs = {
      first: all.map(([i]) => i),
      second: all.map(([, j]) => j),
      similar: all.map(([i, j]) => Number(classes[i] === classes[j])),
    };
    const config = lossConfig({ name: 'contrastive', margin: 1.2 });
    const [a, b] = [
      await lossOf({ rows, twins: false, pairs }, config),
      await lossOf({ rows, twins: false, classes }, config),
    ];
    expect(a.loss).toBeCloseTo(b.loss, 6);
    expect(a.diagnostics.positiveDistance).toBeCloseTo(b.diagnostics.positiveDistance, 6);
    expectGradient(a.gradient, b.gradient, 1e-5);
  });

  it.each([
    {
      similar: [1, 1],
      name: 'similar pairs alone: the mean of half the squares',
      expected: (d: number[]) => (d[0] ** 2 + d[1] ** 2) / 4,
    },
    {
      similar: [0, 0],
      name: 'dissimilar pairs alone: what they lack',
      expected: (d: number[]) => ((3 - d[0]) ** 2 + (3 - d[1]) ** 2) / 4,
    },
    {
      similar: [1, 0],
      name: 'one of each: their sum',
      expected: (d: number[]) => (d[0] ** 2 + (3 - d[1]) ** 2) / 2,
    },
  ])('$name', async ({ similar, expected }) => {
    const pairs = { first: [0, 4], second: [3, 2], similar };
    const { loss } = await lossOf({ rows, pairs }, lossConfig({ name: 'contrastive', margin: 3 }));
    expect(loss).toBeCloseTo(expected([distance(rows[0], rows[3]), distance(rows[4], rows[2])]), 6);
  });

  it('negatives beyond the margin cost nothing', async () => {
    const { loss } = await lossOf(
      {
        rows: [
          [1, 0],
          [-1, 0],
          [1, 0],
          [-1, 0],
        ],
      },
      lossConfig({ name: 'contrastive' }),
    );
    expect(loss).toBe(0);
  });
});

describe('alignment and uniformity', () => {
  it('of equal views on a simplex are 0 and −t · D²', async () => {
    const simplex = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    const { loss, diagnostics } = await lossOf(
      { rows: [...simplex, ...simplex] },
      lossConfig({ name: 'align-uniform', uniform_weight: 0.5 }),
    );
    expect(diagnostics.alignment).toBe(0);
    expect(diagnostics.uniformity).toBeCloseTo(-4, 5);
    expect(loss).toBeCloseTo(-2, 5);
  });

  it('alignment with α 2 is twice 1 − the mean cosine of the pairs', async () => {
    const { diagnostics } = await lossOf({ rows }, lossConfig({ name: 'align-uniform' }));
    const cosines = await lossOf({ rows }, lossConfig({ name: 'info-nce' }));
    expect(diagnostics.alignment).toBeCloseTo(2 - 2 * cosines.diagnostics.positiveCosine, 5);
  });

  it('do not read classes, kin or exclusions', async () => {
    const config = lossConfig({ name: 'align-uniform' });
    const plain = await lossOf({ rows }, config);
    const known = await lossOf({ rows, classes, kin: [classes] }, config);
    expect(known.loss).toBe(plain.loss);
    expect(known.gradient).toEqual(plain.gradient);
  });

  it('refuses one sample alone', async () => {
    await expect(
      lossOf({ rows: rows.slice(0, 2) }, lossConfig({ name: 'align-uniform' })),
    ).rejects.toThrow(/at least two samples/);
  });
});
