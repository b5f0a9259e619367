// What the inspector writes and draws from a report's numbers, without a browser.
import { describe, expect, it } from 'vitest';
import {
  bandFigure,
  gradientFigure,
  weightFigure,
} from '../../src/webview/run-panel/inspector/figures';
import { rankAfter } from '../../src/webview/run-panel/inspector/list-focus';
import {
  placeOf,
  stripBars,
  stripSentence,
} from '../../src/webview/run-panel/inspector/strip-shape';
import { barsPath, vectorBars } from '../../src/webview/run-panel/inspector/vector-bars';

describe('figures', () => {
  it.each([
    [4.25, 1, '4.3'],
    [99.4, 1, '99.4'],
    [99.6, 1, '100'],
    [12345.6, 2, '12,346'],
    [NaN, 1, '–'],
  ])('weight %d with %d decimals is %s', (weight, decimals, figure) => {
    expect(weightFigure(weight, decimals)).toBe(figure);
  });

  it('keeps the band inside 0 and 1', () => {
    expect(bandFigure([-0.1, 1.2])).toBe('0.00–1.00');
  });

  it.each([
    [0.0084, '0.84 %'],
    [0, '0.00 %'],
    [-0.0021, '−0.21 %, pulled closer'],
  ])('gradient share %d is %s', (share, figure) => {
    expect(gradientFigure(share)).toBe(figure);
  });
});

describe('rankAfter', () => {
  // Twelve cards, five in a row: 1–5, 6–10, 11–12.
  const grid = { length: 12, columns: 5 };
  it.each([
    ['ArrowRight', 5, 6],
    ['ArrowRight', 12, 12],
    ['ArrowLeft', 1, 1],
    ['ArrowUp', 4, 4],
    ['ArrowUp', 11, 6],
    ['ArrowDown', 3, 8],
    ['ArrowDown', 9, 12],
    ['ArrowDown', 11, 11],
    ['Home', 7, 1],
    ['End', 7, 12],
    ['a', 7, undefined],
  ])('%s at %d leads to %s', (key, rank, next) => {
    expect(rankAfter(key, { rank, ...grid })).toBe(next);
  });
});

describe('strip', () => {
  it.each([
    [-1, 0],
    [0, 50],
    [1, 100],
    [1.0001, 100],
  ])('cosine %d stands at %d %', (cosine, place) => {
    expect(placeOf(cosine)).toBe(place);
  });

  it('draws each count where it belongs, the largest in full height', () => {
    const bars = stripBars(Uint32Array.of(0, 4, 0, 16));
    expect(bars).toEqual([
      { left: 25, width: 25, height: 0.5 },
      { left: 75, width: 25, height: 1 },
    ]);
  });

  it('puts bins together where they would be too thin, and loses none of them', () => {
    const histogram = new Uint32Array(250).fill(1);
    const bars = stripBars(histogram);
    expect(bars.length).toBe(84);
    expect(bars[83].left).toBeLessThan(100);
    const counted = bars.reduce((sum, { height }) => sum + 3 * height ** 2, 0);
    expect(counted).toBeCloseTo(250, 6);
  });

  it('draws nothing where there are no negatives', () => {
    expect(stripBars(new Uint32Array(8))).toEqual([]);
  });

  it('says in words what it shows', () => {
    const sentence = stripSentence({
      index: 0,
      epoch: 1,
      viewCosine: -0.1,
      negatives: [negative(1, 0.9), negative(2, 0.5)],
      negativesCount: 1200,
      histogram: Uint32Array.of(300, 300, 300, 300),
      nearestLabels: {},
      clamped: false,
      provisional: true,
      threshold: 0.8,
      flagged: 1,
    });
    expect(sentence).toBe(
      'Cosines of the anchor with all 1,200 negatives: half lie between −0.75 and 0.25, ' +
        'nine tenths below 0.75. Its own two views: −0.10. ' +
        'The hardest 2: 0.90 to 0.50, 1 flagged.',
    );
  });
});

describe('vectors', () => {
  it('keep sign and proportion', () => {
    expect(vectorBars(Float32Array.of(1, -2, 0.5))).toEqual([0.5, -1, 0.25]);
  });

  it('of many values are drawn as means of neighbours', () => {
    const bars = vectorBars(new Float32Array(500).fill(3));
    expect(bars.length).toBeLessThanOrEqual(56);
    expect(new Set(bars)).toEqual(new Set([1]));
  });

  it.each([
    ['zeros', Float32Array.of(0, 0), [0, 0]],
    ['nothing', new Float32Array(), []],
  ])('of %s do not divide by zero', (_, values, bars) => {
    expect(vectorBars(values)).toEqual(bars);
  });

  it('rise above the line where positive and hang below it where negative', () => {
    expect(barsPath([1, -1])).toBe('M0.15 1h.7V0.000h-.7ZM1.15 1h.7V2.000h-.7Z');
  });
});

const negative = (rank: number, cosine: number) => ({
  index: rank,
  rank,
  cosine,
  weight: 1,
  gradientShare: 0,
  probability: 0.5,
  band: [0.4, 0.6] as const,
  flagged: rank === 1,
  reasons: [],
});
