// A batch in chunks gives the gradient of the whole batch (Gao et al. 2021).
import { describe, expect, it } from 'vitest';
import { batchRows } from '../../../src/engine/train/data/epoch-order';
import { datasetViews } from '../../../src/engine/train/views/dataset-views';
import { findRelations } from '../../../src/engine/train/relations/find-relations';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { createStepper } from '../../../src/engine/train/step/stepper';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import type { RunConfig } from '../../../src/engine/config/run-config';
import { configOf } from './job';
import { pictures, twoClasses } from './memory-dataset';

const cases: { title: string; data: Dataset; sections: Record<string, string> }[] = [
  {
    title: 'mlp with hard negatives, sgd',
    data: twoClasses(40, 5),
    sections: {
      negatives: '{ weighting: hard }',
      optimizer: '{ name: sgd, lr: 0.05, weight_decay: 0.01 }',
    },
  },
  {
    title: 'mlp, lars and clipping',
    data: twoClasses(40, 5),
    sections: { optimizer: '{ name: lars, lr: 0.5, clip_norm: 0.1 }' },
  },
  {
    title: 'mlp with a queue and kin',
    data: twoClasses(40, 5),
    sections: { negatives: '{ from: queue, size: 20, momentum: 0.9, exclude: [sample] }' },
  },
  {
    title: 'mlp, supcon of classes',
    data: twoClasses(40, 5),
    sections: { objective: '{ name: supcon }', positives: '{ from: label, noise: 0.3 }' },
  },
  {
    title: 'mlp, triplets of classes, no mean over anchors',
    data: twoClasses(40, 5),
    sections: { objective: '{ name: triplet }', positives: '{ from: label, noise: 0.3 }' },
  },
  {
    title: 'mlp, mixed negatives',
    data: twoClasses(40, 5),
    sections: {
      negatives:
        '{ weighting: mixing, mix_hardest: 5, mix_pairs: 4, mix_anchors: 2, mix_after: 0 }',
    },
  },
  {
    title: 'conv on images, adam',
    data: pictures(40, 8, 3),
    sections: {
      encoder: '{ name: conv, widths: [4, 6] }',
      positives: '{ crop: [0.3, 1] }',
      optimizer: '{ name: adam, lr: 0.001 }',
    },
  },
];

describe('chunks', () => {
  it.each(cases.flatMap((one) => [1, 2, 5].map((chunk) => ({ ...one, chunk }))))(
    '$title: $chunk of 10 at a time gives the weights of whole batches',
    async ({ sections, data, chunk }) => {
      const whole = await stepped(configOf({ ...sections, train: train() }), data);
      const chunked = await stepped(configOf({ ...sections, train: train(chunk) }), data);
      expect(Object.keys(chunked.weights)).toEqual(Object.keys(whole.weights));
      // Some samples of the small mlp have every ReLU off: their embedding starts as zero.
      expect(Math.max(...Object.values(whole.weights).flat().map(Math.abs))).toBeLessThan(10);
      for (const [name, values] of Object.entries(whole.weights))
        values.forEach((value, i) => {
          expect(Math.abs(chunked.weights[name][i] - value), name).toBeLessThan(1e-5);
        });
      chunked.figures.forEach((figures, i) => {
        for (const [name, value] of Object.entries(whole.figures[i]))
          expect(figures[name], name).toBeCloseTo(value, 4);
      });
    },
  );

  it('of the whole batch are the plain step', async () => {
    const { data, sections } = cases[0];
    const whole = await stepped(configOf({ ...sections, train: train() }), data);
    expect(await stepped(configOf({ ...sections, train: train(10) }), data)).toEqual(whole);
  });

  it('move the weights at all', async () => {
    const { data, sections } = cases[0];
    const config = configOf({ ...sections, train: train(5) });
    const [few, many] = [await stepped(config, data, 1), await stepped(config, data, 4)];
    expect(many.weights['mlp.0.weight']).not.toEqual(few.weights['mlp.0.weight']);
  });
});

function train(chunk?: number): string {
  return `{ epochs: 3, batch_size: 10${chunk === undefined ? '' : `, chunk_size: ${chunk}`} }`;
}

function note(sentence: string): never {
  throw new Error(sentence);
}

/** Weights and figures after some steps. */
async function stepped(config: RunConfig, dataset: Dataset, steps = 4) {
  const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });
  const statistics = await inputStatistics(dataset);
  const views = datasetViews(dataset, config, statistics);
  const data = { train: dataset };
  const relations = await findRelations({ config, data, runtime, partnered: false, note });
  const stepper = await createStepper({ config, statistics, views, runtime, relations });
  const figures = [];
  for (let step = 1; step <= steps; step++) {
    const rows = batchRows(dataset.length, 10, 1, 0, step - 1);
    figures.push(await stepper.step(rows, { step, epoch: 0, stepsPerEpoch: 4 }));
  }
  const names = stepper.state.names.filter((name) => !/^(optimiser|gradient)\./.test(name));
  const weights: Record<string, number[]> = {};
  for (const name of names) weights[name] = Array.from(await stepper.state.read(name), Number);
  await stepper.dispose();
  return { weights, figures };
}
