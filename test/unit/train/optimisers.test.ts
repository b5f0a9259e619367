// Three steps of every optimiser against plain loops over its paper's formulas.
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/engine/config/load-config';
import { all } from '../../../src/engine/encoder/initialise';
import { Network } from '../../../src/engine/encoder/network';
import { input } from '../../../src/engine/graph/sources';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { optimiserStep, rateInputs } from '../../../src/engine/train/optimisers/optimiser';
import { naiveTraining, type Settings, type StepGradients } from './naive-optimisers';

const parameters = [
  { name: 'weight', shape: [4, 3], decays: true },
  { name: 'bias', shape: [3], decays: false },
  { name: 'scale', shape: [1], decays: false },
];
const rates = [0.05, 0.1, 0.025];

const cases: { title: string; settings: string; still?: true }[] = [
  { title: 'adam', settings: 'name: adam, weight_decay: 0' },
  { title: 'adam with decay in the gradient', settings: 'name: adam, weight_decay: 0.1' },
  { title: 'adam with other moments', settings: 'name: adam, betas: [0.5, 0.9], epsilon: 0.01' },
  { title: 'adam without a first moment', settings: 'name: adam, betas: [0, 0.99]' },
  { title: 'adamw', settings: 'name: adamw, weight_decay: 0.1' },
  { title: 'sgd without momentum', settings: 'name: sgd, momentum: 0, weight_decay: 0.1' },
  { title: 'sgd', settings: 'name: sgd, weight_decay: 0.1' },
  { title: 'sgd with Nesterov', settings: 'name: sgd, nesterov: true, weight_decay: 0.01' },
  { title: 'lars', settings: 'name: lars, weight_decay: 0.1, trust: 0.5' },
  { title: 'lars with Nesterov', settings: 'name: lars, nesterov: true, trust: 0.1' },
  { title: 'lars where nothing moves', settings: 'name: lars, weight_decay: 0.1', still: true },
  { title: 'adam where nothing moves', settings: 'name: adam, weight_decay: 0', still: true },
  { title: 'a clipped gradient', settings: 'name: sgd, momentum: 0, clip_norm: 0.5' },
  { title: 'a gradient below the clip', settings: 'name: adam, clip_norm: 1000' },
  { title: 'a clipped gradient of nothing', settings: 'name: sgd, clip_norm: 1', still: true },
];

describe('optimisers', () => {
  it.each(cases)('$title', async ({ settings, still }) => {
    const optimizer = settingsOf(settings);
    const { values, steps } = given(still ? 0 : 1);
    const naive = parameters.map(({ decays }, i) => ({ decays, values: values[i] }));
    const expected = naiveTraining(naive, steps, rates, optimizer);
    const actual = await graphTraining(values, steps, optimizer);
    expected.forEach((weights, i) => {
      weights.forEach((weight, k) => {
        expect(Math.abs(actual[i][k] - weight), parameters[i].name).toBeLessThan(2e-6);
      });
    });
  });

  it('decay changes weights, and neither biases nor norms', async () => {
    for (const name of ['adam', 'adamw', 'sgd', 'lars']) {
      const { values, steps } = given(1);
      const plain = await graphTraining(
        values,
        steps,
        settingsOf(`name: ${name}, weight_decay: 0`),
      );
      const decayed = await graphTraining(
        values,
        steps,
        settingsOf(`name: ${name}, weight_decay: 1`),
      );
      expect(decayed[0]).not.toEqual(plain[0]);
      expect(decayed.slice(1)).toEqual(plain.slice(1));
    }
  });

  it('a gradient far beyond the clip leaves finite weights', async () => {
    const { values, steps } = given(1e15);
    const clipped = await graphTraining(values, steps, settingsOf('name: sgd, clip_norm: 1'));
    expect(clipped.flat().every(Number.isFinite)).toBe(true);
  });
});

function settingsOf(text: string): Settings {
  return parseConfig(`data: { train: . }\noptimizer: { ${text} }`, 'a.contrast.yaml').optimizer;
}

/** First weights, and the gradients of three steps times `scale`. */
function given(scale: number): { values: number[][]; steps: StepGradients[] } {
  const random = Random.stream(2, 'optimisers');
  const draw = (size: number, factor: number): number[] =>
    Array.from({ length: size }, () => Math.fround(factor * random.normal()));
  const sizes = parameters.map(({ shape }) => shape.reduce((a, b) => a * b));
  const values = sizes.map((size) => draw(size, 1));
  return { values, steps: rates.map(() => sizes.map((size) => draw(size, scale))) };
}

async function graphTraining(
  values: readonly number[][],
  steps: readonly StepGradients[],
  settings: Settings,
): Promise<number[][]> {
  const network = new Network('training');
  for (const { name, shape, decays } of parameters) network.parameter(name, shape, all(0), decays);
  const fed = parameters.map(({ name, shape }) => input(`by ${name}`, shape));
  const { updates, initialSlots } = optimiserStep(network.parameters, fed, settings);
  const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });
  const weights = parameters.map(({ name, shape }, i) => {
    return [name, { shape, data: Float32Array.from(values[i]) }] as const;
  });
  const state = runtime.createState({ ...Object.fromEntries(weights), ...initialSlots });
  const executable = await runtime.compile({ outputs: {}, updates });
  for (const [i, gradients] of steps.entries()) {
    const feeds = parameters.map(
      ({ name }, k) => [`by ${name}`, Float32Array.from(gradients[k])] as const,
    );
    const scalars = rateInputs(rates[i], i + 1, settings);
    await executable.run({ ...Object.fromEntries(feeds), ...scalars }, state);
  }
  const results = await Promise.all(parameters.map(({ name }) => state.read(name)));
  await executable.dispose();
  state.dispose();
  return results.map((result) => Array.from(result, Number));
}
