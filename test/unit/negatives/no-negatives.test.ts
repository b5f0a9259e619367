// Anchors that have no negatives, and rows where plain exponentials overflow or directions vanish.
import { describe, expect, it } from 'vitest';
import { expectFinite } from '../objective/closeness';
import { countedLoss } from './counted-loss';
import { naiveLoss } from './naive-counting';
import {
  pairedRows,
  settings,
  someDraws,
  unitRows,
  type Counting,
  type Matrix,
  type Situation,
} from './situation';

const draws = { hardest: 3, pairs: 4, mixed: 2 };
const countings: Record<string, Omit<Counting, 'from'>> = {
  uniform: { weighting: 'uniform' },
  debiased: { weighting: 'debiased' },
  hard: { weighting: 'hard' },
  'hard without τ⁺': { weighting: 'hard', tau_plus: 0, beta: 5 },
  ring: { weighting: 'ring', lower: 1, upper: 50 },
  'annealed ring': { weighting: 'ring', lower: 1, upper: 50, anneal: 'linear' },
  'ring of the easy': { weighting: 'ring', lower: 50, upper: 100 },
  keep: { weighting: 'band', keep: [0, 40] },
  drop: { weighting: 'band', drop: [0, 40] },
  mixing: { weighting: 'mixing', mix_hardest: 3, mix_pairs: 4, mix_anchors: 2 },
};
const table = Object.entries(countings).map(([name, counting]) => ({ name, counting }));

const rows = pairedRows(4, 3, 'none');
const withDraws = (situation: Situation): Situation =>
  situation.negatives.weighting === 'mixing'
    ? { ...situation, draws: someDraws(situation.stored ? 4 : 8, draws) }
    : situation;

const inBatch = (
  counting: Omit<Counting, 'from'>,
  kin: number[],
  of: Matrix = rows,
  temperature = 0.5,
): Situation => withDraws({ rows: of, kin: [kin], negatives: settings(counting), temperature });

const inQueue = (counting: Omit<Counting, 'from'>, kin: number[]): Situation =>
  withDraws({
    rows,
    kin: [[...kin, ...kin]],
    stored: { rows: unitRows(5, 3, 'none'), kin: [[0, 0, 0, 0, 0]] },
    negatives: settings({ ...counting, from: 'queue', size: 5 }),
    temperature: 0.5,
  });

describe('anchors without negatives', () => {
  it.each(table)('$name: all kin, the loss is 0 and so is its gradient', async ({ counting }) => {
    const all = [inBatch(counting, Array<number>(8).fill(1)), inQueue(counting, [0, 0, 0, 0])];
    for (const situation of all) {
      const { loss, gradient } = await countedLoss(situation);
      expect(loss).toBe(0);
      expect(gradient.flat().every((value) => value === 0)).toBe(true);
    }
  });

  it.each(table)('$name: some without, they count 0 and move nothing', async ({ counting }) => {
    const situation = inQueue(counting, [0, 1, 2, 0]);
    const { loss, gradient } = await countedLoss(situation);
    if (counting.anneal === undefined) expect(loss).toBeCloseTo(naiveLoss(situation), 5);
    expectFinite(gradient);
    for (const row of [0, 3, 4, 7]) expect(gradient[row]).toEqual([0, 0, 0]);
    for (const row of [1, 2]) expect(Math.hypot(...gradient[row])).toBeGreaterThan(1e-4);
  });

  it.each(table)('$name: a batch of one sample has none', async ({ counting }) => {
    const single = settings(counting);
    const situation: Situation = { rows: [rows[0], rows[4]], negatives: single, temperature: 0.5 };
    const drawn =
      counting.weighting === 'mixing' ? { draws: someDraws(2, { ...draws, hardest: 1 }) } : {};
    const { loss, gradient } = await countedLoss({ ...situation, ...drawn });
    expect(loss).toBe(0);
    expect(gradient.flat().every((value) => value === 0)).toBe(true);
  });
});

describe('extremes', () => {
  const [first] = rows;
  const situations: Record<string, Matrix> = {
    'spread rows': rows,
    'equal rows': rows.map(() => first),
    'rows within a thousandth': rows.map((row) =>
      row.map((v, k) => Math.fround(first[k] + v / 1e3)),
    ),
    'opposite rows': rows.map((_, i) => (i % 2 === 0 ? first : first.map((v) => -v))),
    'zero rows': rows.map(() => [0, 0, 0]),
  };
  const cases = table.flatMap(({ name, counting }) =>
    Object.keys(situations).flatMap((situation) =>
      [0.01, 0.5].map((temperature) => ({ name, counting, situation, temperature })),
    ),
  );
  it.each(cases)('$name, $situation, t $temperature: finite', async (row) => {
    const { counting, situation, temperature } = row;
    const kin = [0, 1, 2, 2, 0, 1, 2, 2];
    const of = situations[situation];
    const { loss, gradient } = await countedLoss(inBatch(counting, kin, of, temperature));
    expect(Number.isFinite(loss)).toBe(true);
    expectFinite(gradient);
  });
});
