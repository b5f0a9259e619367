import { describe, expect, it } from 'vitest';
import type { Anchor } from '../../../src/engine/explain/anchor';
import { clampedShare } from '../../../src/engine/explain/clamped-share';
import { explainAnchor } from '../../../src/engine/explain/explain';
import { Random } from '../../../src/engine/random/random';
import { lossConfig } from '../objective/graph-loss';
import type { LossConfig } from '../objective/loss-settings';

type Objective = Parameters<typeof lossConfig>[0];
type Negatives = Parameters<typeof lossConfig>[1];

/** 20 candidates: 3 further positives, 14 negatives, 3 that are neither. */
function someAnchor(name: string): Anchor {
  const random = Random.stream(7, name);
  const draw = (length: number): Float64Array =>
    Float64Array.from({ length }, () => random.uniform(-0.8, 0.9));
  return {
    twin: 0.7,
    cosines: draw(20),
    positives: Uint8Array.from({ length: 20 }, (_, i) => Number(i % 7 === 2)),
    negatives: Uint8Array.from({ length: 20 }, (_, i) => Number(i % 7 !== 2 && i % 7 !== 4)),
    partners: Array.from({ length: 4 }, () => draw(6)),
    draws: draw(4).map(Math.abs),
    dimensions: 8,
  };
}

const softmaxes: Objective[] = [
  { name: 'info-nce', temperature: 0.4 },
  { name: 'decoupled', temperature: 0.2 },
  { name: 'supcon', temperature: 0.3 },
  { name: 'supcon', temperature: 0.3, form: 'in', base_temperature: 0.1 },
  { name: 'n-pair' },
];
const countings: Negatives[] = [
  {},
  { weighting: 'debiased', tau_plus: 0.02 },
  { weighting: 'debiased', tau_plus: 0.8 },
  { weighting: 'hard', tau_plus: 0.02, beta: 2 },
  { weighting: 'ring', lower: 10, upper: 50 },
  { weighting: 'band', keep: [30, 100] },
  { weighting: 'band', drop: [0, 20] },
];
const minings = ['all', 'hard', 'semi-hard', 'easy', 'batch-hard', 'distance-weighted'] as const;
const distances: Objective[] = [
  ...minings.map((mining): Objective => ({
    name: 'triplet',
    mining,
    margin: 0.3,
    // Easy triplets cost nothing under a hinge.
    soft_margin: mining === 'easy',
  })),
  { name: 'triplet', mining: 'all', soft_margin: true, distance: 'euclidean', average: 'all' },
  { name: 'triplet', mining: 'distance-weighted', distance: 'euclidean', margin: 2 },
  { name: 'lifted' },
  { name: 'lifted', form: 'max', margin: 1.2 },
  { name: 'contrastive', margin: 1.2 },
  { name: 'align-uniform', alpha: 1.5, t: 3, uniform_weight: 0.7 },
];
const cases: [string, LossConfig][] = [
  ...softmaxes.flatMap((objective) =>
    countings.map((negatives): [string, LossConfig] => [
      `${JSON.stringify(objective)}, ${JSON.stringify(negatives)}`,
      lossConfig(objective, negatives),
    ]),
  ),
  ...distances.map((objective): [string, LossConfig] => [
    JSON.stringify(objective),
    lossConfig(objective),
  ]),
];

describe('gradients by the cosines', () => {
  it.each(cases)('%s: differences of the loss', (name, config) => {
    const anchor = someAnchor(name);
    const { negatives, positives } = explainAnchor(anchor, config);
    const step = 1e-6;
    const slope = (moved: (by: number) => Anchor): number =>
      (explainAnchor(moved(step), config).loss - explainAnchor(moved(-step), config).loss) /
      (2 * step);
    const byCandidate = (j: number): number =>
      slope((by) => ({ ...anchor, cosines: anchor.cosines.with(j, anchor.cosines[j] + by) }));
    const byTwin = slope((by) => ({ ...anchor, twin: anchor.twin! + by }));
    negatives.index.forEach((j, rank) => {
      expect(negatives.gradient[rank]).toBeCloseTo(byCandidate(j), 6);
    });
    for (const { index, gradient } of positives)
      expect(gradient).toBeCloseTo(index === undefined ? byTwin : byCandidate(index), 6);
  });

  it('moves something in every case but at the floor', () => {
    for (const [name, config] of cases) {
      const { negatives, clamped } = explainAnchor(someAnchor(name), config);
      expect([name, negatives.gradient.some((slope) => slope !== 0)]).toEqual([name, !clamped]);
    }
  });
});

describe('hard negatives', () => {
  const random = Random.stream(1, 'hard');
  const anchor: Anchor = {
    twin: 0.6,
    cosines: Float64Array.from({ length: 200 }, () => random.uniform(-0.9, 0.8)),
    negatives: new Uint8Array(200).fill(1),
  };
  const [t, beta, tauPlus] = [0.5, 1.5, 0.05];
  const explained = (negatives: Negatives) =>
    explainAnchor(
      anchor,
      lossConfig(
        { name: 'info-nce', temperature: t },
        { weighting: 'hard', tau_plus: tauPlus, beta, ...negatives },
      ),
    ).negatives;
  const e = anchor.cosines.map((s) => Math.exp(s / t));
  const meanWeight = e.reduce((sum, x) => sum + x ** beta, 0) / e.length;
  const R = e.reduce((sum, x) => sum + x ** (1 + beta), 0) / meanWeight;

  it('have weights w / mean w', () => {
    const { index, weight } = explained({});
    index.forEach((j, rank) => {
      expect(weight[rank]).toBeCloseTo(e[j] ** beta / meanWeight, 10);
    });
  });

  it('have the gradient ω((1 + β) e − β R / N) / (t (1 − τ⁺) (p + G))', () => {
    const { index, weight, gradient } = explained({});
    const p = Math.exp(anchor.twin! / t);
    const G = (R - tauPlus * e.length * p) / (1 - tauPlus);
    index.forEach((j, rank) => {
      const pull = (1 + beta) * e[j] - (beta * R) / e.length;
      expect(gradient[rank]).toBeCloseTo((weight[rank] * pull) / (t * (1 - tauPlus) * (p + G)), 12);
    });
  });

  it('pull easy ones closer: those with e < β / (1 + β) · R / N', () => {
    const { index, gradient } = explained({});
    const bound = (beta / (1 + beta)) * (R / e.length);
    expect([...index].map((j) => e[j] < bound)).toEqual([...gradient].map((slope) => slope < 0));
    expect(gradient.some((slope) => slope < 0)).toBe(true);
    expect(gradient[0]).toBeGreaterThan(0);
  });

  it('pull none closer where the weights are detached', () => {
    const { gradient } = explained({ detach_weights: true });
    expect(Math.min(...gradient)).toBeGreaterThan(0);
  });
});

describe('ranks', () => {
  const anchor = (cosines: number[], negatives: number[]): Anchor => ({
    twin: 0.5,
    cosines: Float64Array.from(cosines),
    negatives: Uint8Array.from(negatives),
  });

  it('begin with the hardest, and ties go by index', () => {
    const { negatives } = explainAnchor(
      anchor([0.1, 0.9, 0.4, 0.9, 0.4, 0.95], [1, 1, 1, 1, 1, 0]),
      lossConfig({ name: 'info-nce' }),
    );
    expect([...negatives.index]).toEqual([1, 3, 2, 4, 0]);
    expect([...negatives.cosine]).toEqual([0.9, 0.9, 0.4, 0.4, 0.1]);
  });

  it('tie where only rounding tells cosines apart', () => {
    const { negatives } = explainAnchor(
      anchor([0.3, 0.5, 0.1 + 0.2, 0.5 - 1e-12], [1, 1, 1, 1]),
      lossConfig({ name: 'info-nce' }),
    );
    expect([...negatives.index]).toEqual([1, 3, 0, 2]);
  });

  it('count what a ring leaves out, with weight and gradient 0', () => {
    const { negatives } = explainAnchor(
      anchor([0.5, 0.4, 0.3, 0.2, 0.1], [1, 1, 1, 1, 1]),
      lossConfig({ name: 'info-nce' }, { weighting: 'ring', lower: 20, upper: 60 }),
    );
    expect([...negatives.weight]).toEqual([0, 1, 1, 0, 0]);
    expect([...negatives.gradient].map((slope) => slope > 0)).toEqual([
      ...[false, true, true, false, false],
    ]);
  });

  it('mix synthetic negatives in, behind the candidates by index', () => {
    const { negatives } = explainAnchor(
      { ...anchor([0.1, 0.6], [1, 1]), synthetic: Float64Array.of(0.3, 0.6) },
      lossConfig({ name: 'info-nce' }, { weighting: 'mixing' }),
    );
    expect([...negatives.index]).toEqual([1, 3, 2, 0]);
    expect([...negatives.weight]).toEqual([1, 1, 1, 1]);
  });
});

describe('triplets', () => {
  const tied = (mining: (typeof minings)[number], distance: 'euclidean' | 'squared'): number =>
    explainAnchor(
      { twin: 0.3, cosines: Float64Array.of(0.1 + 0.2), negatives: Uint8Array.of(1) },
      lossConfig({ name: 'triplet', mining, distance, margin: 0.4, soft_margin: true }),
    ).loss;

  it.each(['euclidean', 'squared'] as const)(
    'whose distances only rounding tells apart have no gap, %s',
    (distance) => {
      expect(tied('hard', distance)).toBeCloseTo(Math.log(1 + Math.exp(0.4)), 12);
      expect([tied('semi-hard', distance), tied('easy', distance)]).toEqual([0, 0]);
    },
  );
});

describe('extremes', () => {
  const alike: Anchor = {
    twin: 1,
    cosines: Float64Array.of(1, 1, 1, 0.999, -1),
    negatives: Uint8Array.of(1, 1, 0, 1, 1),
    positives: Uint8Array.of(0, 0, 1, 0, 0),
    partners: [Float64Array.of(1, 0.5), new Float64Array()],
  };
  const hard = { weighting: 'hard', beta: 50, tau_plus: 0.1 } as const;
  const extreme: [string, LossConfig][] = [
    ...(['info-nce', 'decoupled', 'supcon'] as const).flatMap((name): [string, LossConfig][] => [
      [`${name}, hard`, lossConfig({ name, temperature: 0.01 }, hard)],
      [name, lossConfig({ name, temperature: 0.01 })],
    ]),
    ...(['triplet', 'lifted', 'contrastive', 'align-uniform'] as const).map(
      (name): [string, LossConfig] => [name, lossConfig({ name })],
    ),
    ['triplet, euclidean', lossConfig({ name: 'triplet', distance: 'euclidean', mining: 'all' })],
    ['align-uniform, alpha 0.5', lossConfig({ name: 'align-uniform', alpha: 0.5 })],
  ];

  it.each(extreme)('of %s give finite numbers', (_, config) => {
    const { loss, negatives, positives } = explainAnchor(alike, config);
    const numbers = [loss, ...negatives.gradient, ...negatives.weight];
    expect([...numbers, ...positives.map((one) => one.gradient)].every(Number.isFinite)).toBe(true);
  });
});

describe('clamped anchors', () => {
  const config = lossConfig({ name: 'info-nce' }, { weighting: 'debiased', tau_plus: 0.1 });
  const anchor = (twin: number, cosine: number): Anchor => ({
    twin,
    cosines: new Float64Array(4).fill(cosine),
    negatives: new Uint8Array(4).fill(1),
  });

  it('have no gradient by negatives, and one by the positive', () => {
    const { clamped, negatives, positives } = explainAnchor(anchor(0.99, -0.99), config);
    expect(clamped).toBe(true);
    expect([...negatives.gradient]).toEqual([0, 0, 0, 0]);
    expect(positives[0].gradient).toBeLessThan(0);
  });

  it('are a share of all anchors', () => {
    const anchors = [anchor(0.99, -0.99), anchor(0, 0.5), anchor(0.1, 0.5), anchor(0.2, 0.5)];
    expect(clampedShare(anchors, config)).toBe(0.25);
  });

  it('have negatives: one without any is at no floor', () => {
    const none = { twin: 0.99, cosines: new Float64Array(4), negatives: new Uint8Array(4) };
    for (const weighting of ['debiased', 'hard'] as const) {
      const counted = lossConfig({ name: 'info-nce' }, { weighting, tau_plus: 0.1 });
      expect(explainAnchor(none, counted)).toMatchObject({ loss: 0, clamped: false });
      expect(clampedShare([none, anchor(0.99, -0.99)], counted)).toBe(0.5);
    }
  });

  it('are not told of where nothing can be clamped', () => {
    expect(clampedShare([anchor(0.99, -0.99)], lossConfig({ name: 'info-nce' }))).toBeUndefined();
    expect(clampedShare([], config)).toBeUndefined();
  });
});

describe('anchors without', () => {
  const nothing: Anchor = { cosines: new Float64Array(3), negatives: new Uint8Array(3) };

  it.each(['supcon', 'triplet', 'lifted', 'contrastive'] as const)(
    'positives and negatives cost nothing under %s',
    (name) => {
      expect(explainAnchor(nothing, lossConfig({ name })).loss).toBe(0);
    },
  );

  it.each([
    ...(['info-nce', 'decoupled'] as const).map((name) => [name, lossConfig({ name })] as const),
    ['hard', lossConfig({ name: 'info-nce' }, { weighting: 'hard', tau_plus: 0 })] as const,
  ])('negatives cost nothing under %s', (_, config) => {
    const { loss, positives } = explainAnchor({ ...nothing, twin: 0.3 }, config);
    expect(loss).toBe(0);
    expect(positives.map(({ gradient }) => Math.abs(gradient))).toEqual([0]);
  });

  it('another view cannot be explained where the objective needs one', () => {
    expect(() => explainAnchor(nothing, lossConfig({ name: 'info-nce' }))).toThrow(/single/);
  });
});
