// What must hold between the objectives of the InfoNCE family.
import { describe, expect, it } from 'vitest';
import { isMeanOverAnchors } from '../../../src/engine/objective/objective';
import { expectGradient } from './closeness';
import { pairBatches, singleBatches, takesSingleRows, variants } from './family';
import { lossConfig, lossOf, type Batch } from './graph-loss';
import { dot, pairedRows, type LossConfig, type Rows } from './loss-settings';

const rows = pairedRows(6, 5, 0.8);
const unit = rows.map((row) => row.map((value) => value / Math.hypot(...row)));
const classes = [0, 1, 0, 2, 1, 0, 0, 1, 0, 2, 1, 0];
const unique = rows.map((_, row) => row % 6);
const t = 0.3;
const infoNce = lossConfig({ temperature: t });
const forms = ['out', 'in'] as const;

type Case = readonly [string, readonly [Batch, LossConfig], readonly [Batch, LossConfig]];

const identities: Case[] = [
  ...forms.flatMap((form): Case[] => {
    const supcon = lossConfig({ name: 'supcon', temperature: t, form });
    const without = lossConfig(
      { name: 'supcon', temperature: t, form },
      { weighting: 'hard', beta: 0, tau_plus: 0 },
    );
    return [
      [`supcon ${form} without classes is NT-Xent`, [{ rows }, supcon], [{ rows }, infoNce]],
      [
        `supcon ${form} of unique classes is NT-Xent`,
        [{ rows, classes: unique }, supcon],
        [{ rows }, infoNce],
      ],
      [
        `supcon ${form} of single rows, two of each class, is NT-Xent`,
        [{ rows, twins: false, classes: unique }, supcon],
        [{ rows }, infoNce],
      ],
      [
        `hard supcon ${form} with β = 0 and τ⁺ = 0 is supcon`,
        [{ rows, classes }, without],
        [{ rows, classes }, supcon],
      ],
    ];
  }),
  [
    'rows of the anchor’s class are no negatives, as if they were kin',
    [{ rows, classes }, infoNce],
    [{ rows, kin: [classes] }, infoNce],
  ],
];

describe('identities', () => {
  it.each(identities)('%s, in value and gradient', async (_, one, other) => {
    const [a, b] = [await lossOf(...one), await lossOf(...other)];
    expect(a.loss).toBeCloseTo(b.loss, 6);
    expectGradient(a.gradient, b.gradient, 1e-5);
  });

  const all = [{}, { name: 'decoupled' }, { name: 'supcon' }, { name: 'n-pair' }] as const;
  it.each(all)('a ring or band of all negatives is all negatives, %o', async (objective) => {
    const plain = await lossOf({ rows, classes }, lossConfig(objective));
    const ring = lossConfig(objective, { weighting: 'ring', lower: 0, upper: 100 });
    const band = lossConfig(objective, { weighting: 'band', keep: [0, 100] });
    for (const config of [ring, band]) {
      const { loss, gradient } = await lossOf({ rows, classes }, config);
      expect(loss).toBeCloseTo(plain.loss, 6);
      expectGradient(gradient, plain.gradient, 1e-5);
    }
  });

  it('n-pair of unit rows without a penalty is InfoNCE of the first views across views', async () => {
    const nPair = await lossOf({ rows: unit }, lossConfig({ name: 'n-pair', l2: 0 }));
    const anchors = [0, 1, 2, 3, 4, 5];
    const oneWay = lossConfig({ temperature: 1 }, { among: 'other-view' });
    const { loss, gradient } = await lossOf({ rows: unit, anchors }, oneWay);
    expect(nPair.loss).toBeCloseTo(loss, 6);
    expectGradient(alongTheSphere(nPair.gradient), gradient, 1e-5);
  });

  it('the penalty of n-pair is the mean squared length of the rows', async () => {
    const [without, half] = await Promise.all(
      [0, 0.5].map((l2) => lossOf({ rows }, lossConfig({ name: 'n-pair', l2 }))),
    );
    const squares = rows.map((row) => dot(row, row));
    const expected = (0.5 * squares.reduce((a, b) => a + b)) / rows.length;
    expect(half.loss - without.loss).toBeCloseTo(expected, 5);
  });

  it.each(rows.map((_, anchor) => anchor))(
    'InfoNCE of anchor %i is log(1 + e^decoupled)',
    async (anchor) => {
      const batch = { rows, anchors: [anchor] };
      const alone = await lossOf(batch, lossConfig({ name: 'decoupled', temperature: t }));
      const { loss } = await lossOf(batch, infoNce);
      expect(loss).toBeCloseTo(Math.log1p(Math.exp(alone.loss)), 5);
    },
  );

  it('supcon in is below out, by more than rounding', async () => {
    const [out, within] = await Promise.all(
      forms.map((form) => lossOf({ rows, classes }, lossConfig({ name: 'supcon', form }))),
    );
    expect(out.loss - within.loss).toBeGreaterThan(0.1);
  });

  it('supcon in and out agree where the positives are equally near', async () => {
    const [a, b] = [
      [1, 0, 0],
      [0, 1, 1],
    ];
    const batch = { rows: [a, a, b, a, a, b], classes: [0, 0, 1, 0, 0, 1] };
    const [out, within] = await Promise.all(
      forms.map((form) => lossOf(batch, lossConfig({ name: 'supcon', form }))),
    );
    expect(within.loss).toBeCloseTo(out.loss, 6);
    expectGradient(within.gradient, out.gradient, 1e-5, 1e-3);
  });

  it.each(forms)('base_temperature multiplies supcon %s by t / base_temperature', async (form) => {
    const plain = lossConfig({ name: 'supcon', temperature: 0.1, form });
    const scaled = lossConfig({ name: 'supcon', temperature: 0.1, base_temperature: 0.07, form });
    const [a, b] = [
      await lossOf({ rows, classes }, plain),
      await lossOf({ rows, classes }, scaled),
    ];
    expect(b.loss / a.loss).toBeCloseTo(1 / 0.7, 5);
    expectGradient(b.gradient, scaledRows(a.gradient, 1 / 0.7), 1e-5);
  });

  it.each([
    ['decoupled is log N', lossConfig({ name: 'decoupled' }), Math.log(6)],
    ['supcon out is log(1 + N)', lossConfig({ name: 'supcon' }), Math.log(7)],
    ['supcon in is log(1 + N)', lossConfig({ name: 'supcon', form: 'in' }), Math.log(7)],
    ['n-pair is log B + l2 ‖z‖²', lossConfig({ name: 'n-pair', l2: 0.1 }), Math.log(4) + 0.9],
  ])('of equal rows %s', async (_, config, expected) => {
    const { loss } = await lossOf({ rows: Array.from({ length: 8 }, () => [1, 2, 2]) }, config);
    expect(loss).toBeCloseTo(expected, 5);
  });
});

describe('the mean over anchors', () => {
  const means = variants().filter(({ config }) => isMeanOverAnchors(config.objective.name));
  const representative = new Set(['pairs', 'pairs of classes', Object.keys(singleBatches)[1]]);
  const cases = means.flatMap(({ name, config }) =>
    Object.entries({ ...pairBatches, ...(takesSingleRows(config) && singleBatches) })
      .filter(([batchName]) => representative.has(batchName))
      .map(([batchName, batch]) => ({ name: `${name}: ${batchName}`, config, batch })),
  );

  it('is what info-nce, decoupled and supcon are, and no other objective', () => {
    const names = [
      'info-nce',
      'decoupled',
      'supcon',
      'triplet',
      'lifted',
      'n-pair',
      'align-uniform',
      'contrastive',
    ] as const;
    expect(names.filter(isMeanOverAnchors)).toEqual(['info-nce', 'decoupled', 'supcon']);
  });

  it.each(cases)('$name, in parts weighted by their anchors', async ({ batch, config }) => {
    const whole = await lossOf(batch, config);
    const all = batch.rows.map((_, row) => row);
    const parts = await Promise.all(
      [all.slice(0, 3), all.slice(3)].map((anchors) => lossOf({ ...batch, anchors }, config)),
    );
    const shares = [3 / all.length, 1 - 3 / all.length];
    expect(shares[0] * parts[0].loss + shares[1] * parts[1].loss).toBeCloseTo(whole.loss, 5);
    const sum = scaledRows(parts[0].gradient, shares[0]).map((row, i) =>
      row.map((value, k) => value + shares[1] * parts[1].gradient[i][k]),
    );
    expectGradient(sum, whole.gradient, 1e-5);
  });
});

/** Less the part along each row, which is of unit length. */
function alongTheSphere(gradient: Rows): Rows {
  return gradient.map((row, i) => {
    const along = dot(row, unit[i]);
    return row.map((value, k) => value - along * unit[i][k]);
  });
}

function scaledRows(given: Rows, factor: number): Rows {
  return given.map((row) => row.map((value) => factor * value));
}
