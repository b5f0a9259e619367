// The sentences that speak for or against a false negative.
import { describe, expect, it } from 'vitest';
import { reasonsOf, type PairFacts } from '../../../src/engine/inspect/reasons';

/** Rows 100 … 119, and what is put before them. */
const listed = (...first: number[]): number[] =>
  [...first, ...Array.from({ length: 20 }, (_, i) => 100 + i)].slice(0, 20);
const others = Array.from({ length: 20 }, (_, i) => 200 + i);

const plain: PairFacts = {
  anchor: 0,
  negative: 1,
  cosine: 0.5,
  viewCosine: undefined,
  viewsNearerThanClass: false,
  nearest: (sample) => (sample === 0 ? listed() : others),
  samples: { count: 300, classes: [] },
  history: { times: 0, looked: 0, stored: 0 },
};

const said = (facts: Partial<PairFacts>) => reasonsOf({ ...plain, ...facts });

describe('what is not known', () => {
  it('gives no reason: without views, labels and history two are left', () => {
    expect(said({})).toEqual([
      { speaks: 'against', sentence: 'Neither is among the 20 nearest of the other.' },
      { speaks: 'against', sentence: 'Of the 20 nearest of each, none are shared.' },
    ]);
  });
});

describe('the anchor’s own views', () => {
  it.each([
    [0.9, 0.8, false, 'for', /nearer to the anchor than .* \(0\.900 over 0\.800\)/],
    [0.9, 0.8, true, 'for', /0\.900 over 0\.800/],
    [0.7, 0.8, false, 'against', /two views are nearer to each other \(0\.800\) .* \(0\.700\)/],
    [0.7, 0.8, true, 'neither', /two views are nearer/],
  ])(
    'cosine %d, views %d, nearer than a class: %s',
    (cosine, viewCosine, nearer, speaks, words) => {
      const [reason] = said({ cosine, viewCosine, viewsNearerThanClass: nearer });
      expect(reason.speaks).toBe(speaks);
      expect(reason.sentence).toMatch(words);
    },
  );
});

describe('the places in each other’s lists', () => {
  it.each([
    [listed(7, 1), [0, ...others], 'for', /number 2 for the anchor, the anchor number 1 for it/],
    [listed(1), others, 'against', /number 1 among the anchor’s nearest, but the anchor is not/],
    [listed(), [...others.slice(0, 3), 0], 'neither', /The anchor is number 4 among its nearest/],
    [listed(), others, 'against', /Neither/],
  ])('case %#', (own, its, speaks, words) => {
    const [reason] = said({ nearest: (sample) => (sample === 0 ? own : its) });
    expect(reason.speaks).toBe(speaks);
    expect(reason.sentence).toMatch(words);
  });
});

describe('shared neighbours', () => {
  it.each([
    [0, 'against', 'Of the 20 nearest of each, none are shared.'],
    [1, 'against', 'Of the 20 nearest of each, 1 is shared.'],
    [2, 'neither', 'Of the 20 nearest of each, 2 are shared.'],
    [7, 'neither', 'Of the 20 nearest of each, 7 are shared.'],
    [8, 'for', 'Of the 20 nearest of each, 8 are shared.'],
  ])('%i of them', (count, speaks, sentence) => {
    const shared = Array.from({ length: 20 }, (_, i) => (i < count ? 100 + i : 200 + i));
    const reasons = said({ nearest: (sample) => (sample === 0 ? listed() : shared) });
    expect(reasons).toContainEqual({ speaks, sentence });
  });
});

describe('labels', () => {
  const classes = ['oak', 'elm', 'ash'];
  /** Labels of anchor, negative, and the first of the negative's nearest; the rest have none. */
  const labels = (anchor: number, negative: number, around: readonly number[]): Int32Array => {
    const all = new Int32Array(300).fill(-1);
    all.set([anchor, negative]);
    all.set(around, 200);
    return all;
  };

  it.each([
    [0, 0, [0, 0, 1], 'for', 'Both are labelled oak; of its 20 nearest 2 are labelled oak.'],
    [
      0,
      1,
      [1, 1, 1],
      'against',
      'It is labelled elm, the anchor oak; of its 20 nearest 3 are labelled elm.',
    ],
    [
      0,
      1,
      [0, 0, 1],
      'neither',
      'It is labelled elm, the anchor oak; of its 20 nearest 2 are labelled oak.',
    ],
    [0, 1, [], 'against', 'It is labelled elm, the anchor oak; its nearest have no labels.'],
    [0, -1, [0, 2, 2], 'neither', 'Of its 20 nearest 2 are labelled ash.'],
    [2, -1, [0, 2, 2], 'for', 'Of its 20 nearest 2 are labelled ash.'],
    [-1, 1, [1], 'neither', 'Of its 20 nearest 1 is labelled elm.'],
  ])('%i and %i among %o', (anchor, negative, around, speaks, sentence) => {
    const samples = { count: 300, classes, labels: labels(anchor, negative, around) };
    expect(said({ samples })).toContainEqual({ speaks, sentence });
  });

  it('say nothing where nobody has one', () => {
    const samples = { count: 300, classes, labels: labels(-1, -1, []) };
    expect(said({ samples })).toEqual(said({}));
  });
});

describe('earlier epochs', () => {
  it.each([
    [3, 4, 4, 'for', 'It is among the 20 nearest of the anchor at 3 of 4 stored epochs.'],
    [2, 4, 4, 'neither', 'It is among the 20 nearest of the anchor at 2 of 4 stored epochs.'],
    [
      1,
      4,
      9,
      'against',
      'It is among the 20 nearest of the anchor at 1 of 4 of the 9 stored epochs.',
    ],
  ])('%i of %i of %i', (times, looked, stored, speaks, sentence) => {
    expect(said({ history: { times, looked, stored } })).toContainEqual({ speaks, sentence });
  });

  it('say nothing while there are two', () => {
    expect(said({ history: { times: 2, looked: 2, stored: 2 } })).toEqual(said({}));
  });
});
