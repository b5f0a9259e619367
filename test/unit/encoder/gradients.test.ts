// The gradient of every encoder by all its parameters, against differences of its forward pass in
// float64.
import { describe, expect, it } from 'vitest';
import { multiply } from '../../../src/engine/graph/arithmetic';
import { gradients } from '../../../src/engine/graph/gradient';
import { reduceSum } from '../../../src/engine/graph/reduction';
import { sizeOf } from '../../../src/engine/graph/shape';
import { constant } from '../../../src/engine/graph/sources';
import { buildEncoder, normals, runOutputs, type EncoderSettings } from './built-encoder';
import { runInFloat64, type Float64Feeds } from './float64-graph';

const cases: { title: string; settings: EncoderSettings; shape: number[] }[] = [
  { title: 'linear', settings: { name: 'linear', dimensions: 3 }, shape: [4, 5] },
  { title: 'mlp', settings: { name: 'mlp', widths: [6, 5, 3], batch_norm: false }, shape: [4, 5] },
  {
    title: 'mlp with batch norm',
    settings: { name: 'mlp', widths: [6, 5, 3], batch_norm: true },
    shape: [6, 5],
  },
  {
    title: 'conv',
    settings: { name: 'conv', widths: [3, 4, 5], batch_norm: false },
    shape: [3, 2, 7, 6],
  },
  {
    title: 'conv with batch norm',
    settings: { name: 'conv', widths: [3, 4], batch_norm: true },
    shape: [3, 2, 6, 6],
  },
  {
    title: 'resnet18, small stem',
    settings: { name: 'resnet18', stem: 'small', width: 2 },
    shape: [3, 1, 9, 8],
  },
  {
    title: 'resnet18, standard stem',
    settings: { name: 'resnet18', stem: 'standard', width: 2 },
    shape: [3, 3, 21, 16],
  },
];

const STEP = 1e-6;

describe('gradients of encoders', () => {
  it.each(cases)('$title', async ({ settings, shape }) => {
    const { sum, values, x, gradientOf } = await differentiated(settings, shape);
    const names = Object.keys(gradientOf);
    for (const attempt of [1, 2, 3]) {
      // Every parameter has the same part in the slope, so that a mistake in any shows.
      const direction = Object.fromEntries(
        names.map((name) => [name, normalDirection(gradientOf[name], `${name} ${attempt}`)]),
      );
      const at = (step: number): number => {
        const moved = names.map((name) => {
          const along = direction[name];
          return [name, Array.from(values[name], (value, i) => value + step * along[i])] as const;
        });
        const feeds: Float64Feeds = { x, ...values, ...Object.fromEntries(moved) };
        return runInFloat64(sum, feeds)[0];
      };
      const parts = names.map((name) => dot(gradientOf[name], direction[name]));
      const slope = (at(STEP) - at(-STEP)) / (2 * STEP);
      expect(Math.abs(slope - parts.reduce((a, b) => a + b)) / Math.hypot(...parts)).toBeLessThan(
        1e-3,
      );
    }
  });

  it('reach every parameter', async () => {
    for (const { settings, shape } of cases) {
      const { gradientOf } = await differentiated(settings, shape);
      const still = Object.entries(gradientOf).filter(([, gradient]) => norm(gradient) === 0);
      expect(still.map(([name]) => `${settings.name} ${name}`)).toEqual([]);
    }
  });
});

async function differentiated(settings: EncoderSettings, shape: number[]) {
  const { network, embedding, draw } = buildEncoder(settings, shape);
  const values = draw();
  const weights = constant(normals(sizeOf(embedding.shape), 'weights'), embedding.shape);
  const sum = reduceSum(multiply(embedding, weights), undefined, false);
  const { parameters } = network;
  const parts = gradients(
    sum,
    parameters.map(({ tensor }) => tensor),
  );
  const named = parameters.map(({ name }, i) => [`by ${name}`, parts[i]] as const);
  const x = normals(sizeOf(shape), 'samples');
  const results = await runOutputs(Object.fromEntries(named), { x, ...values });
  const gradientOf = Object.fromEntries(
    parameters.map(({ name }) => [name, results[`by ${name}`]]),
  );
  return { sum, values, x, gradientOf };
}

function normalDirection(gradient: Float32Array, name: string): number[] {
  const length = norm(gradient) || 1;
  return Array.from(normals(gradient.length, name), (value) => value / length);
}

function norm(values: Float32Array): number {
  return Math.hypot(...values);
}

function dot(a: Float32Array, b: readonly number[]): number {
  return b.reduce((sum, value, i) => sum + value * a[i], 0);
}
