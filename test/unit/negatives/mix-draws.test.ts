import { describe, expect, it } from 'vitest';
import { drawMixing, MIX, mixSizes } from '../../../src/engine/negatives/mix-draws';
import { givenMixing, type MixDraws } from '../../../src/engine/negatives/mix-given';
import { Random } from '../../../src/engine/random/random';
import { settings } from './situation';

const sizes = { anchors: 3, hardest: 5, pairs: 2, mixed: 1 };
const stream = (): Random => Random.stream(1, 'mixing', 7);

describe('drawMixing', () => {
  it('draws as many as asked, ranks below the hardest, coefficients in their ranges', () => {
    const many = { anchors: 50, hardest: 5, pairs: 40, mixed: 30 };
    const feeds = drawMixing(stream(), many);
    const ranks = [0, 1, 2, 3, 4];
    for (const name of [MIX.first, MIX.second, MIX.alpha]) expect(feeds[name]).toHaveLength(2000);
    for (const name of [MIX.rank, MIX.beta]) expect(feeds[name]).toHaveLength(1500);
    for (const name of [MIX.first, MIX.second, MIX.rank])
      expect([...new Set(feeds[name])].sort()).toEqual(ranks);
    const within = (name: keyof typeof feeds, top: number): void => {
      const values = [...feeds[name]];
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(top);
      expect(values.reduce((a, b) => a + b) / values.length).toBeCloseTo(top / 2, 1);
    };
    within(MIX.alpha, 1);
    within(MIX.beta, 0.5);
  });

  it('draws the same from the same stream, and another from another', () => {
    expect(drawMixing(stream(), sizes)).toEqual(drawMixing(stream(), sizes));
    const other = drawMixing(Random.stream(1, 'mixing', 8), sizes);
    expect(other[MIX.alpha]).not.toEqual(drawMixing(stream(), sizes)[MIX.alpha]);
  });

  it('draws for part after part of the anchors what it draws for all at once', () => {
    const random = stream();
    const parts = [1, 2].map((anchors) => drawMixing(random, { ...sizes, anchors }));
    const all = drawMixing(stream(), sizes);
    for (const name of Object.values(MIX))
      expect([...parts[0][name], ...parts[1][name]]).toEqual([...all[name]]);
  });
});

describe('sizes', () => {
  const mixing = { weighting: 'mixing', mix_hardest: 20, mix_pairs: 4, mix_anchors: 3 } as const;
  it('mix no more than there are', () => {
    const of = (negatives: number) => mixSizes(settings(mixing), { anchors: 2, negatives });
    expect(of(30)).toEqual({ anchors: 2, hardest: 20, pairs: 4, mixed: 3 });
    expect(of(6).hardest).toBe(6);
    expect(of(0).hardest).toBe(1);
  });
});

describe('givenMixing', () => {
  const draws: MixDraws = {
    pairs: [
      [
        [0, 1, 0.25],
        [4, 4, 1],
      ],
      [
        [2, 3, 0],
        [1, 0, 0.5],
      ],
      [
        [3, 3, 0.75],
        [0, 0, 0.125],
      ],
    ],
    anchors: [[[4, 0.5]], [[0, 0]], [[2, 0.25]]],
  };

  it('lays the draws out anchor by anchor', () => {
    const feeds = givenMixing(draws, sizes);
    expect([...feeds[MIX.first]]).toEqual([0, 4, 2, 1, 3, 0]);
    expect([...feeds[MIX.second]]).toEqual([1, 4, 3, 0, 3, 0]);
    expect([...feeds[MIX.alpha]]).toEqual([0.25, 1, 0, 0.5, 0.75, 0.125]);
    expect([...feeds[MIX.rank]]).toEqual([4, 0, 2]);
    expect([...feeds[MIX.beta]]).toEqual([0.5, 0, 0.25]);
  });

  it('takes an empty list where none is asked for', () => {
    const none = givenMixing({ pairs: draws.pairs, anchors: [] }, { ...sizes, mixed: 0 });
    expect(none[MIX.rank]).toHaveLength(0);
  });

  const withFirst = (draw: readonly [number, number]): MixDraws => ({
    ...draws,
    anchors: [[draw], ...draws.anchors.slice(1)],
  });
  const bad: { what: string; draws: MixDraws; sentence: RegExp }[] = [
    {
      what: 'too few anchors',
      draws: { ...draws, pairs: draws.pairs.slice(1) },
      sentence: /"pairs" has draws of 2 anchors, but there are 3/,
    },
    {
      what: 'too few draws',
      draws: { ...draws, anchors: [[[4, 0.5]], [], [[2, 0.25]]] },
      sentence: /"anchors" of anchor 1 has 0 draws, but negatives.mix_anchors is 1/,
    },
    {
      what: 'draws that nobody asked for',
      draws: { ...draws, anchors: draws.anchors.map((own) => [...own, [0, 0.1] as const]) },
      sentence: /has 2 draws, but negatives.mix_anchors is 1/,
    },
    ...[5, -1, 0.5, NaN].map((rank) => ({
      what: `rank ${rank}`,
      draws: withFirst([rank, 0.5]),
      sentence: new RegExp(`"anchors" of anchor 0 names rank ${rank}: .* from 0 to 4`),
    })),
    ...[-0.1, 0.6, NaN].map((beta) => ({
      what: `β ${beta}`,
      draws: withFirst([0, beta]),
      sentence: new RegExp(`"anchors" of anchor 0 has the coefficient ${beta}: .* 0 to 0.5`),
    })),
  ];
  it.each(bad)('refuses $what', ({ draws: given, sentence }) => {
    expect(() => givenMixing(given, sizes)).toThrow(sentence);
  });
});
