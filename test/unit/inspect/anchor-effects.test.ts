// What the loss does to an anchor's negatives where all samples are one batch.
import { describe, expect, it } from 'vitest';
import {
  anchorEffects,
  settingsAt,
  type AnchorSimilarities,
} from '../../../src/engine/inspect/anchor-effects';
import { relatedMasks } from '../../../src/engine/inspect/related-samples';
import { configOf } from '../train/job';

const cosines = Float64Array.of(1, 0.2, 0.9, -0.4, 0.5);
const anchor: AnchorSimilarities = {
  index: 0,
  cosines,
  lengths: Float64Array.of(1, 4, 1, 1, 1),
  negatives: Uint8Array.of(0, 1, 1, 1, 1),
  viewCosine: 0.8,
  width: 3,
};

const effects = (objective: string, negatives = '{}', given = anchor) =>
  anchorEffects(given, configOf({ objective, negatives }), 1);

const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((all, value) => all + value, 0);

describe('the effects on an anchor’s negatives', () => {
  it('of the plain sum are its exponentials, hardest first', () => {
    const { order, weights, shares, clamped } = effects('{ name: info-nce, temperature: 0.5 }');
    expect([...order]).toEqual([2, 4, 1, 3]);
    expect([...weights]).toEqual([1, 1, 1, 1]);
    const masses = Array.from(order, (j) => Math.exp(cosines[j] / 0.5));
    shares.forEach((share, rank) => {
      expect(share).toBeCloseTo(masses[rank] / sum(masses), 12);
    });
    expect(clamped).toBe(false);
  });

  it('of hard negatives are importance weights, and pull the easy ones closer', () => {
    const { weights, shares } = effects(
      '{ name: info-nce, temperature: 0.5 }',
      '{ weighting: hard, beta: 1, tau_plus: 0.01 }',
    );
    const powers = [0.9, 0.5, 0.2, -0.4].map((s) => Math.exp(s / 0.5));
    weights.forEach((weight, rank) => {
      expect(weight).toBeCloseTo((4 * powers[rank]) / sum(powers), 12);
    });
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares[3]).toBeLessThan(0);
    expect(sum(shares.map(Math.abs))).toBeCloseTo(1, 12);
  });

  it('are none where the estimate is at its floor, which only views can tell', () => {
    const floor = '{ weighting: debiased, tau_plus: 0.9 }';
    const clamped = effects('{ name: info-nce }', floor);
    expect(clamped.clamped).toBe(true);
    expect([...clamped.shares]).toEqual([0, 0, 0, 0]);
    const unknown = effects('{ name: info-nce }', floor, { ...anchor, viewCosine: undefined });
    expect(unknown.clamped).toBe(false);
  });

  it('of n-pair are those of dot products, still by cosine', () => {
    const { order, shares } = effects('{ name: n-pair }');
    expect([...order]).toEqual([2, 4, 1, 3]);
    const masses = [0.9, 0.5, 4 * 0.2, -0.4].map(Math.exp);
    shares.forEach((share, rank) => {
      expect(share).toBeCloseTo(masses[rank] / sum(masses), 12);
    });
  });

  it.each([
    ['decoupled', '{ name: decoupled }'],
    ['supcon', '{ name: supcon }'],
    ['triplet', '{ name: triplet, margin: 3, mining: all }'],
    ['triplet by distance', '{ name: triplet, margin: 3, mining: distance-weighted }'],
    ['contrastive', '{ name: contrastive, margin: 2 }'],
    ['lifted', '{ name: lifted, margin: 2 }'],
    ['align-uniform', '{ name: align-uniform }'],
  ])('of %s are shares of a whole', (_, objective) => {
    for (const positives of [undefined, Uint8Array.of(0, 0, 0, 0, 1)]) {
      const negatives = positives ? Uint8Array.of(0, 1, 1, 1, 0) : anchor.negatives;
      const given = { ...anchor, negatives, ...(positives && { positives }) };
      const { order, shares } = effects(objective, '{}', given);
      expect(order).toHaveLength(sum(negatives));
      expect(sum(shares.map(Math.abs))).toBeCloseTo(1, 12);
    }
  });

  it('are there for an anchor without negatives', () => {
    const { order, shares } = effects('{}', '{}', { ...anchor, negatives: new Uint8Array(5) });
    expect([order.length, shares.length]).toEqual([0, 0]);
  });
});

describe('settings of an epoch', () => {
  it('have β and the ring’s end as they were then', () => {
    const train = '{ epochs: 9, batch_size: 8 }';
    const hard = configOf({ train, negatives: '{ weighting: hard, beta: 8, anneal: down }' });
    expect(settingsAt(hard, 2, []).negatives.beta).toBe(6);
    const ring = '{ weighting: ring, upper: 50, anneal: linear, anneal_epochs: 10 }';
    expect(settingsAt(configOf({ train, negatives: ring }), 5, []).negatives.upper).toBe(75);
  });
});

describe('related samples', () => {
  const kin = (j: number): number => [0, 1, 0, 2, 3][j];
  const classes = (j: number): number => [5, 5, 6, 6, 6][j];

  it('are no negatives; of one class they are positives', () => {
    expect([...relatedMasks(5, 0, { kin: [] }).negatives]).toEqual([0, 1, 1, 1, 1]);
    expect([...relatedMasks(5, 0, { kin: [kin] }).negatives]).toEqual([0, 1, 0, 1, 1]);
    const { negatives, positives } = relatedMasks(5, 0, { kin: [kin], classes });
    expect([...negatives]).toEqual([0, 0, 0, 1, 1]);
    expect([...positives!]).toEqual([0, 1, 0, 0, 0]);
  });
});
