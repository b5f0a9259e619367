// Vector views: statistics of noise and dropout, and that each can be made again by itself.
import { describe, expect, it } from 'vitest';
import { constant, input } from '../../../src/engine/graph/sources';
import { drawVectorViews, vectorView } from '../../../src/engine/views/vector-view';
import type { VectorViewSettings } from '../../../src/engine/views/view-settings';
import { evaluate } from './view-fixtures';

const name = { seed: 2, epoch: 0, view: 0 };
const mean = Float32Array.of(10, -5, 0);
const deviation = Float32Array.of(1, 0.1, 0);

/** Views of `samples` rows [1, 2, 3]. */
async function views(settings: VectorViewSettings, samples: readonly number[], at = name) {
  const rows = Float32Array.from({ length: 3 * samples.length }, (_, i) => 1 + (i % 3));
  const view = vectorView(
    input('rows', [samples.length, 3]),
    { mean: constant(mean), deviation: constant(deviation) },
    settings,
    'draws',
  );
  return evaluate(view, { rows, draws: drawVectorViews(settings, at, samples, 3) });
}

function feature(values: Float32Array, which: number): Float32Array {
  return values.filter((_, i) => i % 3 === which);
}

/** Standardised moments 1 … 4 about `centre`. */
function moments(values: Float32Array, centre: number, unit: number): number[] {
  return [1, 2, 3, 4].map(
    (p) => values.reduce((sum, v) => sum + ((v - centre) / unit) ** p, 0) / values.length,
  );
}

const many = Array.from({ length: 20_000 }, (_, i) => i);

describe('a vector view', () => {
  it('has normal noise in units of each feature’s deviation', async () => {
    const noisy = await views({ noise: 0.5, dropout: 0 }, many);
    for (const [which, unit] of [
      [0, 0.5],
      [1, 0.05],
    ]) {
      const [first, second, third, fourth] = moments(feature(noisy, which), 1 + which, unit);
      expect(Math.abs(first)).toBeLessThan(0.03);
      expect(Math.abs(second - 1)).toBeLessThan(0.04);
      expect(Math.abs(third)).toBeLessThan(0.1);
      expect(Math.abs(fourth - 3)).toBeLessThan(0.25);
    }
    expect(new Set(feature(noisy, 2))).toEqual(new Set([3]));
  });

  it('has noise that is independent between features', async () => {
    const noisy = await views({ noise: 1, dropout: 0 }, many);
    const [a, b] = [feature(noisy, 0), feature(noisy, 1)];
    const products = a.map((v, i) => (v - 1) * ((b[i] - 2) / 0.1));
    expect(Math.abs(products.reduce((x, y) => x + y) / many.length)).toBeLessThan(0.03);
  });

  it('sets the asked share of the features to their mean and leaves the others', async () => {
    const dropped = await views({ noise: 0, dropout: 0.3 }, many);
    for (let which = 0; which < 3; which++) {
      const values = feature(dropped, which);
      const share = values.filter((v) => v === mean[which]).length / many.length;
      expect(Math.abs(share - 0.3)).toBeLessThan(0.02);
      expect(new Set(values)).toEqual(new Set([mean[which], 1 + which]));
    }
  });

  it('sets everything to the mean at dropout 1, noise or not', async () => {
    expect([...(await views({ noise: 1, dropout: 1 }, [4]))]).toEqual([...mean]);
  });

  it('is the row itself, and reads no input, where nothing is done', () => {
    const rows = input('rows', [2, 3]);
    const statistics = { mean: constant(mean), deviation: constant(deviation) };
    expect(vectorView(rows, statistics, { noise: 0, dropout: 0 }, 'draws')).toBe(rows);
    expect(drawVectorViews({ noise: 0, dropout: 0 }, name, [1, 2], 3).length).toBe(0);
  });

  it('does not depend on the batch, but on sample, epoch, view and seed', async () => {
    const both = { noise: 1, dropout: 0.2 };
    const together = await views(both, [8, 3, 5]);
    expect(await views(both, [5])).toEqual(together.slice(6));
    for (const change of [{ epoch: 1 }, { view: 1 }, { seed: 3 }])
      expect(await views(both, [5], { ...name, ...change })).not.toEqual(together.slice(6));
    expect(await views(both, [6])).not.toEqual(together.slice(6));
  });
});
