// Batch normalisation in a network: the batch's statistics while training, kept ones afterwards.
import { describe, expect, it } from 'vitest';
import { batchNorm } from '../../../src/engine/encoder/layers';
import { Network, type Mode } from '../../../src/engine/encoder/network';
import { input } from '../../../src/engine/graph/sources';
import { normals, runOutputs } from './built-encoder';

const [n, c, h, w] = [3, 2, 4, 5];
const x = normals(n * c * h * w, 'batch').map((value, i) => 3 * value + (i % 7));
const state = {
  'norm.scale': Float32Array.of(1.5, -0.5),
  'norm.shift': Float32Array.of(0.25, 2),
  'norm.mean': Float32Array.of(0.3, -0.7),
  'norm.variance': Float32Array.of(2, 0.4),
};

async function normalised(mode: Mode, values: Float32Array, shape: number[]) {
  const network = new Network(mode);
  const y = batchNorm(network, 'norm', input('x', shape));
  const updates = Object.entries(network.updates);
  const next = updates.map(([name, value]) => [`next ${name}`, value] as const);
  return runOutputs({ y, ...Object.fromEntries(next) }, { x: values, ...state });
}

/** The values of a channel of [n, c, …]. */
function channel(values: Float32Array, shape: readonly number[], which: number): number[] {
  const inner = shape.slice(2).reduce((a, b) => a * b, 1);
  return [...values].filter((_, i) => Math.floor(i / inner) % shape[1] === which);
}

function moments(values: readonly number[]) {
  const mean = values.reduce((a, b) => a + b) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, biased: squares / values.length, unbiased: squares / (values.length - 1) };
}

const shapes = [
  [n, c, h, w],
  [n * h * w, c],
];

describe('batch normalisation', () => {
  it.each(shapes.map((shape) => ({ shape })))(
    'normalises $shape by the batch while training',
    async ({ shape }) => {
      const { y } = await normalised('training', x, shape);
      for (const which of [0, 1]) {
        const given = channel(x, shape, which);
        const { mean, biased } = moments(given);
        channel(y, shape, which).forEach((value, i) => {
          const unit = (given[i] - mean) / Math.sqrt(biased + 1e-5);
          expect(value).toBeCloseTo(
            unit * state['norm.scale'][which] + state['norm.shift'][which],
            4,
          );
        });
      }
    },
  );

  it.each(shapes.map((shape) => ({ shape })))(
    'moves the kept statistics of $shape by a tenth, the variance unbiased',
    async ({ shape }) => {
      const results = await normalised('training', x, shape);
      for (const which of [0, 1]) {
        const { mean, unbiased } = moments(channel(x, shape, which));
        const old = { mean: state['norm.mean'][which], variance: state['norm.variance'][which] };
        expect(results['next norm.mean'][which]).toBeCloseTo(0.9 * old.mean + 0.1 * mean, 5);
        expect(results['next norm.variance'][which]).toBeCloseTo(
          0.9 * old.variance + 0.1 * unbiased,
          4,
        );
      }
    },
  );

  it('uses the kept statistics for inference and changes nothing', async () => {
    const results = await normalised('inference', x, [n, c, h, w]);
    expect(Object.keys(results)).toEqual(['y']);
    for (const which of [0, 1]) {
      const given = channel(x, [n, c, h, w], which);
      channel(results.y, [n, c, h, w], which).forEach((value, i) => {
        const unit =
          (given[i] - state['norm.mean'][which]) / Math.sqrt(state['norm.variance'][which] + 1e-5);
        expect(value).toBeCloseTo(
          unit * state['norm.scale'][which] + state['norm.shift'][which],
          4,
        );
      });
    }
  });

  it('stays finite for a batch of equal values', async () => {
    const results = await normalised('training', new Float32Array(6).fill(4), [3, 2]);
    expect([...results.y]).toEqual([0.25, 2, 0.25, 2, 0.25, 2]);
    expect(results['next norm.variance'][0]).toBeCloseTo(1.8, 6);
  });
});
