// Whom samples are paired with: every partner is legal, every legal one comes, evenly, and again.
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { InputError } from '../../../src/engine/input-error';
import { configPartners } from '../../../src/engine/train/relations/config-partners';
import type { PairList } from '../../../src/engine/train/relations/pair-list';
import { configOf } from './job';
import { twoClasses } from './memory-dataset';

const labels = [0, 1, 0, -1, 2, 1, 0, 0, 1, -1];
const groups = [0, 0, 1, 0, 1, 1, 0, 2, -1, 0];
const order = [5, 3, 0, 4, -1, 7, 1, 0, 0, 2];

/** Ten samples with these notes. */
function noted(notes: Partial<Pick<Dataset, 'labels' | 'groups' | 'order'>>): Dataset {
  return Object.assign(Object.create(twoClasses(10, 3, false)) as Dataset, notes);
}

const labelled = noted({ labels: Int32Array.from(labels) });
const framed = noted({ groups: Int32Array.from(groups), order: Float64Array.from(order) });
/** Rows 0–2, 0–5, 7–8. */
const pairs: PairList = {
  starts: Uint32Array.of(0, 2, 2, 3, 3, 3, 4, 4, 5, 6, 6),
  partners: Uint32Array.of(2, 5, 0, 0, 8, 7),
};

/** The rows that may be partners, by comparing with every other row. */
type Legal = (row: number) => number[];
const others = (row: number, may: (other: number) => boolean): number[] =>
  labels.map((_, other) => other).filter((other) => other !== row && may(other));

const sequence =
  (window: number): Legal =>
  (row) =>
    others(row, (other) => {
      if (groups[row] < 0 || groups[other] !== groups[row]) return false;
      const between = groups.filter((group, i) => {
        const [low, high] = [order[row], order[other]].sort((a, b) => a - b);
        return group === groups[row] && order[i] > low && order[i] <= high;
      });
      return between.length <= window;
    });

interface Case {
  readonly title: string;
  readonly positives: string;
  readonly train: Dataset;
  readonly legal: Legal;
}

const cases: Case[] = [
  {
    title: 'of the same class',
    positives: '{ from: label }',
    train: labelled,
    legal: (row) => others(row, (other) => labels[row] >= 0 && labels[other] === labels[row]),
  },
  {
    title: 'of the file of pairs',
    positives: '{ from: pairs, file: pairs.csv }',
    train: noted({}),
    legal: (row) => [[2, 5], [], [0], [], [], [0], [], [8], [7], []][row],
  },
  {
    title: 'one place away',
    positives: '{ from: sequence }',
    train: framed,
    legal: sequence(1),
  },
  {
    title: 'up to three places away',
    positives: '{ from: sequence, window: 3 }',
    train: framed,
    legal: sequence(3),
  },
  {
    title: 'anywhere in the sequence',
    positives: '{ from: sequence, window: 1000000 }',
    train: framed,
    legal: sequence(1e6),
  },
  {
    title: 'beside it where nothing is known of groups and order',
    positives: '{ from: sequence }',
    train: noted({}),
    legal: (row) => [row - 1, row + 1].filter((other) => other >= 0 && other < 10),
  },
];

const partnersOf = ({ positives, train }: Pick<Case, 'positives' | 'train'>, sections = {}) =>
  configPartners({ train, pairs }, configOf({ positives, ...sections }));

const all = Uint32Array.from({ length: 10 }, (_, row) => row);
const epochs = 3000;

describe('partners', () => {
  it.each(cases)('$title: every legal one, evenly, and no other', ({ legal, ...one }) => {
    const partners = partnersOf(one);
    const counts = Array.from(all, () => new Map<number, number>());
    for (let epoch = 0; epoch < epochs; epoch++)
      partners.of(all, epoch).forEach((partner, row) => {
        counts[row].set(partner, (counts[row].get(partner) ?? 0) + 1);
      });
    for (const row of all) {
      const expected = legal(row).length > 0 ? legal(row) : [row];
      expect(
        [...counts[row].keys()].sort((a, b) => a - b),
        `row ${row}`,
      ).toEqual(expected);
      const fair = epochs / expected.length;
      // Six standard deviations of a binomial count.
      const slack = 6 * Math.sqrt(fair * (1 - 1 / expected.length));
      for (const count of counts[row].values())
        expect(Math.abs(count - fair)).toBeLessThanOrEqual(slack);
    }
  });

  it.each(cases)('$title: depend on seed, epoch and row, not on the batch', (one) => {
    const partners = partnersOf(one);
    const together = partners.of(all, 4);
    for (const row of [9, 0, 7]) expect(partners.of(Uint32Array.of(row), 4)[0]).toBe(together[row]);
    expect(partnersOf(one).of(all, 4)).toEqual(together);
    const series = (of = partners) =>
      Array.from({ length: 40 }, (_, epoch) => of.of(all, epoch).join());
    expect(new Set(series()).size).toBeGreaterThan(1);
    const seeded = partnersOf(one, { train: '{ batch_size: 8, seed: 2 }' });
    expect(series(seeded)).not.toEqual(series());
  });

  it.each(['supcon', 'triplet', 'lifted', 'contrastive'])(
    'are the samples themselves under %s, to which classes give the positives',
    (name) => {
      const objective = `{ name: ${name} }`;
      const partners = partnersOf(cases[0], { objective });
      expect(partners.differ).toBe(false);
      expect(partners.of(all, 3)).toEqual(all);
    },
  );

  it.each(['augmentation', 'channels'])('are the samples themselves from %s', (from) => {
    const partners = partnersOf({ positives: `{ from: ${from} }`, train: labelled });
    expect([partners.differ, partners.of(all, 1)]).toEqual([false, all]);
  });

  it.each<[string, string, Dataset, RegExp]>([
    ['without labels', '{ from: label }', noted({}), /training samples have none/],
    [
      'of classes of one',
      '{ from: label }',
      noted({ labels: Int32Array.from(all) }),
      /no class has more than one/,
    ],
    [
      'of groups of one',
      '{ from: sequence }',
      noted({ groups: Int32Array.from(all) }),
      /no group has more than one.*data\.columns\.group/,
    ],
  ])('%s are refused with a sentence', (_, positives, train, sentence) => {
    const choose = () => partnersOf({ positives, train });
    expect(choose).toThrow(InputError);
    expect(choose).toThrow(sentence);
  });
});
