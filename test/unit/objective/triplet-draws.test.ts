// Negatives drawn by distance: how often, which never, and what the host feeds.
import { describe, expect, it } from 'vitest';
import { greaterOrEqual } from '../../../src/engine/graph/comparison';
import { filled, input } from '../../../src/engine/graph/sources';
import { objectiveDraws } from '../../../src/engine/objective/draws';
import { objective } from '../../../src/engine/objective/objective';
import { drawnByDistance } from '../../../src/engine/objective/triplet-mining';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { lossConfig, lossOf } from './graph-loss';
import type { LossConfig } from './loss-settings';

type Triplet = Extract<LossConfig['objective'], { name: 'triplet' }>;

function config(settings: Partial<Triplet>): LossConfig {
  return lossConfig({
    distance: 'euclidean',
    average: 'all',
    mining: 'all',
    ...settings,
    name: 'triplet',
  });
}

describe('negatives drawn by distance', () => {
  const distances = [0.2, 0.5, 0.8, 1.1, 1.39, 1.41, 0.9];
  const negative = [1, 1, 1, 1, 1, 1, 0];
  const dimensions = 6;

  async function drawn(draws: Float32Array): Promise<Float32Array> {
    const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });
    const d = input('d', [1, distances.length]);
    const among = greaterOrEqual(input('negative', [1, distances.length]), 0.5);
    const shape = [1, draws.length];
    const { negatives } = drawnByDistance(
      {
        positives: { distances: filled(0, shape), among: greaterOrEqual(filled(0, shape), 0) },
        negatives: { distances: d, among },
      },
      { dimensions, distances: d, draws: input('draws', shape) },
    );
    const executable = await runtime.compile({
      outputs: { distances: negatives.distances },
    });
    const result = await executable.run({
      d: Float32Array.from(distances),
      negative: Float32Array.from(negative),
      draws,
    });
    await executable.dispose();
    return result.distances as Float32Array;
  }

  it('come as often as 1 / q(D) says, none from 1.4 on, and all of one weight up to 0.5', async () => {
    const count = 20_000;
    const draws = Float32Array.from({ length: count }, (_, i) => (i + 0.5) / count);
    const result = await drawn(draws);
    const weights = distances.map((at, j) => {
      const d = Math.max(at, 0.5);
      const q = d ** (dimensions - 2) * (1 - d ** 2 / 4) ** ((dimensions - 3) / 2);
      return negative[j] === 1 && at < 1.4 ? 1 / q : 0;
    });
    const total = weights.reduce((a, b) => a + b);
    distances.forEach((at, j) => {
      const share = result.filter((d) => d === Math.fround(at)).length / count;
      expect(Math.abs(share - weights[j] / total)).toBeLessThan(1e-4);
    });
  });

  it('at the ends of the draws are the first and the last that may be drawn', async () => {
    const result = await drawn(Float32Array.of(0, 0.99999994));
    expect([...result]).toEqual([0.2, 1.39].map(Math.fround));
  });

  it('are fed as uniform numbers by name, and nothing where nothing is drawn', () => {
    const program = (mining: Triplet['mining']) => {
      const { loss } = objective({ z: input('z', [8, 3]), twins: true }, config({ mining }));
      return { outputs: { loss } };
    };
    const feeds = objectiveDraws(program('distance-weighted'), Random.stream(1, 'draws'));
    const [values] = Object.values(feeds);
    expect(values).toHaveLength(8);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(new Set(values).size).toBe(8);
    expect(feeds).toEqual(objectiveDraws(program('distance-weighted'), Random.stream(1, 'draws')));
    expect(objectiveDraws(program('batch-hard'), Random.stream(1, 'draws'))).toEqual({});
  });

  it('of an anchor whose negatives all lie beyond 1.4 make no triplet', async () => {
    const rows = [
      [1, 0],
      [-1, 0],
      [1, 0.1],
      [-1, 0.1],
    ];
    const { loss, gradient } = await lossOf(
      { rows },
      config({ mining: 'distance-weighted', margin: 5 }),
    );
    expect(loss).toBe(0);
    expect(gradient.flat().every((value) => value === 0)).toBe(true);
  });
});
