// What the objectives of the InfoNCE family report beside the loss, and the rows they refuse.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/engine/input-error';
import { lossConfig, lossOf, type Batch } from './graph-loss';
import type { LossConfig } from './loss-settings';

const rows = [
  [3, 0],
  [0, 2],
  [1, 0],
  [2, 2],
];
const three = rows.slice(0, 3);
const supcon = lossConfig({ name: 'supcon' });

const reports: [string, Batch, LossConfig, Record<string, number>][] = [
  [
    'decoupled: the mean cosine of the pairs',
    { rows },
    lossConfig({ name: 'decoupled' }),
    { positiveCosine: (1 + Math.SQRT1_2) / 2 },
  ],
  [
    'n-pair: the cosine of the pairs, not their product, and the mean length',
    { rows },
    lossConfig({ name: 'n-pair' }),
    { positiveCosine: (1 + Math.SQRT1_2) / 2, meanLength: (6 + Math.SQRT2 * 2) / 4 },
  ],
  [
    'supcon of pairs: the mean cosine of the pairs',
    { rows },
    supcon,
    { positiveCosine: (1 + Math.SQRT1_2) / 2 },
  ],
  [
    'supcon of classes: how many positives and which anchors have no negatives',
    { rows, classes: [4, 4, 4, 4] },
    supcon,
    // Each row with the three others: cosines 1, 0, √½ … of the six pairs.
    { positiveCosine: (1 + 3 * Math.SQRT1_2) / 6, positives: 3, anchorsWithoutNegatives: 1 },
  ],
  [
    'supcon of single rows: the anchors without positives, who do not count for the cosine',
    { rows: three, twins: false, classes: [0, 1, 0] },
    supcon,
    {
      positiveCosine: 1,
      positives: 2 / 3,
      anchorsWithoutPositives: 1 / 3,
      anchorsWithoutNegatives: 0,
    },
  ],
  [
    'supcon of single rows, each alone: no cosine, no loss',
    { rows: three, twins: false, classes: [0, 1, 2] },
    supcon,
    { positiveCosine: 0, positives: 0, anchorsWithoutPositives: 1, anchorsWithoutNegatives: 0 },
  ],
  [
    'info-nce with kin: the anchors whose negatives are all kin',
    { rows, kin: [[0, 0, 0, 1]] },
    lossConfig({}),
    { positiveCosine: (1 + Math.SQRT1_2) / 2, anchorsWithoutNegatives: 1 / 4 },
  ],
  [
    'decoupled, debiased: the anchors at the floor',
    {
      rows: [
        [1, 0],
        [0, 1],
        [1, 0],
        [0, 1],
      ],
    },
    lossConfig({ name: 'decoupled', temperature: 0.5 }, { weighting: 'debiased', tau_plus: 0.5 }),
    { positiveCosine: 1, clampedAnchors: 1 },
  ],
  ...(['debiased', 'hard'] as const).map((weighting): (typeof reports)[number] => [
    `${weighting} with kin: an anchor without negatives is at no floor`,
    {
      rows: [
        [1, 0],
        [0, 1],
        [1, 0],
        [0, 1],
      ],
      kin: [[0, 0, 0, 1]],
    },
    lossConfig({ temperature: 0.5 }, { weighting, tau_plus: 0.5 }),
    { positiveCosine: 1, clampedAnchors: 3 / 4, anchorsWithoutNegatives: 1 / 4 },
  ]),
];

describe('diagnostics', () => {
  it.each(reports)('%s', async (_, batch, config, expected) => {
    const { diagnostics } = await lossOf(batch, config);
    expect(Object.keys(diagnostics).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, value] of Object.entries(expected))
      expect(diagnostics[name], name).toBeCloseTo(value, 6);
  });
});

describe('single rows', () => {
  const batch: Batch = { rows, twins: false, classes: [0, 0, 1, 1] };
  it.each([
    ['info-nce', batch, lossConfig({})],
    ['decoupled', batch, lossConfig({ name: 'decoupled' })],
    ['n-pair', batch, lossConfig({ name: 'n-pair' })],
    [
      'supcon with a mass that needs one positive',
      batch,
      lossConfig({ name: 'supcon' }, { weighting: 'debiased' }),
    ],
  ])('are refused by %s', async (_, given, config) => {
    await expect(lossOf(given, config)).rejects.toThrow(InputError);
  });

  it.each(['supcon', 'triplet', 'lifted', 'contrastive'] as const)(
    'are refused by %s where negatives are of the other view',
    async (name) => {
      await expect(lossOf(batch, lossConfig({ name }, { among: 'other-view' }))).rejects.toThrow(
        /single have no other view: leave out negatives.among/,
      );
    },
  );

  it('are refused by supcon where no classes are known', async () => {
    await expect(lossOf({ rows, twins: false }, supcon)).rejects.toThrow(/no row has a positive/);
  });
});
