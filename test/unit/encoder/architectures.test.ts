// Shapes, parameters and their decay of every encoder and of the head.
import { describe, expect, it } from 'vitest';
import { project } from '../../../src/engine/encoder/encoder';
import { Network } from '../../../src/engine/encoder/network';
import { sizeOf } from '../../../src/engine/graph/shape';
import { input } from '../../../src/engine/graph/sources';
import { InputError } from '../../../src/engine/input-error';
import { buildEncoder, type EncoderSettings } from './built-encoder';

const image = [2, 3, 32, 32];
const vector = [2, 20];

const countOf = ({ parameters }: Network): number =>
  parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** Weights and norms (scale, shift) of ResNet-18 without classifier, He et al. 2016, table 1. */
function resNetCount(width: number, stemKernel: number, channels = 3): number {
  const layer = (from: number, to: number, kernel: number): number =>
    from * to * kernel ** 2 + 2 * to;
  let count = layer(channels, width, stemKernel);
  let from = width;
  for (const to of [1, 2, 4, 8].map((factor) => factor * width)) {
    count += layer(from, to, 3) + 3 * layer(to, to, 3);
    if (from !== to) count += layer(from, to, 1);
    from = to;
  }
  return count;
}

const mlp = (widths: number[], batch_norm = false): EncoderSettings => ({
  name: 'mlp',
  widths,
  batch_norm,
});
const conv = (widths: number[], batch_norm = false): EncoderSettings => ({
  name: 'conv',
  widths,
  batch_norm,
});
const resnet = (stem: 'small' | 'standard', width: number): EncoderSettings => ({
  name: 'resnet18',
  stem,
  width,
});

interface Architecture {
  readonly title: string;
  readonly settings: EncoderSettings;
  readonly shape: number[];
  readonly dimensions: number;
  readonly count: number;
}

const architectures: Architecture[] = [
  {
    title: 'linear',
    settings: { name: 'linear', dimensions: 7 },
    shape: vector,
    dimensions: 7,
    count: 20 * 7,
  },
  {
    title: 'linear of images',
    settings: { name: 'linear', dimensions: 7 },
    shape: [2, 3, 4, 5],
    dimensions: 7,
    count: 60 * 7,
  },
  {
    title: 'mlp',
    settings: mlp([9, 5]),
    shape: vector,
    dimensions: 5,
    count: 20 * 9 + 9 + 9 * 5 + 5,
  },
  {
    title: 'mlp with batch norm',
    settings: mlp([9, 5], true),
    shape: vector,
    dimensions: 5,
    count: 20 * 9 + 2 * 9 + 9 * 5 + 5,
  },
  {
    title: 'conv',
    settings: conv([8, 16]),
    shape: image,
    dimensions: 16,
    count: 3 * 8 * 9 + 8 + 8 * 16 * 9 + 16,
  },
  {
    title: 'conv with batch norm',
    settings: conv([8, 16], true),
    shape: image,
    dimensions: 16,
    count: 3 * 8 * 9 + 2 * 8 + 8 * 16 * 9 + 2 * 16,
  },
  {
    title: 'resnet18, small stem',
    settings: resnet('small', 64),
    shape: image,
    dimensions: 512,
    count: 11_168_832,
  },
  {
    title: 'resnet18, standard stem',
    settings: resnet('standard', 64),
    shape: image,
    dimensions: 512,
    count: 11_176_512,
  },
  {
    title: 'resnet18 of gray pictures, narrow',
    settings: resnet('small', 4),
    shape: [2, 1, 8, 8],
    dimensions: 32,
    count: resNetCount(4, 3, 1),
  },
];

describe('encoders', () => {
  it.each(architectures)('$title: shape and number of parameters', (it) => {
    const { network, embedding } = buildEncoder(it.settings, it.shape);
    expect(embedding.shape).toEqual([it.shape[0], it.dimensions]);
    expect(countOf(network)).toBe(it.count);
  });

  it('have the parameters of ResNet-18 by its formula', () => {
    expect(resNetCount(64, 3)).toBe(11_168_832);
    expect(resNetCount(64, 7)).toBe(11_176_512);
  });

  it.each(architectures)(
    '$title: weights decay, biases and norms do not',
    ({ settings, shape }) => {
      for (const { name, decays } of buildEncoder(settings, shape).network.parameters)
        expect([name, decays]).toEqual([name, name.endsWith('.weight')]);
    },
  );

  it.each(architectures)('$title: inference has the same tensors, and no updates', (it) => {
    const tensorsOf = ({ parameters, statistics }: Network) =>
      [...parameters, ...statistics].map(({ name, shape }) => [name, shape]);
    const training = buildEncoder(it.settings, it.shape).network;
    const inference = buildEncoder(it.settings, it.shape, 'inference').network;
    expect(tensorsOf(inference)).toEqual(tensorsOf(training));
    expect(inference.updates).toEqual({});
    const kept = training.statistics.map(({ name }) => name);
    expect(Object.keys(training.updates)).toEqual(
      kept.filter((name) => !name.startsWith('input.')),
    );
  });

  it.each([conv([8]), resnet('small', 8)])('$name refuses vectors with a sentence', (settings) => {
    expect(() => buildEncoder(settings, vector)).toThrow(InputError);
    expect(() => buildEncoder(settings, vector)).toThrow(
      /needs images.*use encoder: \{ name: mlp \}/,
    );
  });
});

describe('the head', () => {
  it.each([
    { layers: [16, 8], batch_norm: false, count: 10 * 16 + 16 + 16 * 8 + 8 },
    { layers: [16, 8], batch_norm: true, count: 10 * 16 + 2 * 16 + 16 * 8 + 8 },
    { layers: [8], batch_norm: true, count: 10 * 8 + 8 },
  ])('$layers, batch norm $batch_norm', ({ count, ...settings }) => {
    const network = new Network('training');
    const z = project(network, input('h', [4, 10]), settings);
    expect(z.shape).toEqual([4, 8]);
    expect(countOf(network)).toBe(count);
  });

  it('without layers is the embedding itself', () => {
    const h = input('h', [4, 10]);
    expect(project(new Network('training'), h, { layers: [], batch_norm: true })).toBe(h);
  });
});

describe('first weights', () => {
  it('have the variance of He et al., by the fan-in, and norms start as the identity', () => {
    const values = buildEncoder(conv([64, 64], true), image).draw();
    const weight = values['conv.1.weight'];
    const variance = weight.reduce((sum, w) => sum + w * w, 0) / weight.length;
    expect(variance / (2 / (64 * 9))).toBeCloseTo(1, 1);
    expect(new Set(values['conv.0.norm.scale'])).toEqual(new Set([1]));
    expect(new Set(values['conv.0.norm.shift'])).toEqual(new Set([0]));
    expect(new Set(values['conv.0.norm.variance'])).toEqual(new Set([1]));
  });

  it('differ from layer to layer', () => {
    const values = buildEncoder(mlp([20, 20, 20]), vector).draw();
    expect(values['mlp.0.weight']).not.toEqual(values['mlp.1.weight']);
  });
});
