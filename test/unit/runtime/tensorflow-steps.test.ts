// Whole training steps on TensorFlow give the losses and the state that they give on the CPU.
import { describe, expect, it } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/run-config';
import type { Dataset } from '../../../src/engine/dataset/dataset';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { openTensorFlow } from '../../../src/engine/runtime/tensorflow/tensorflow-runtime';
import { batchRows } from '../../../src/engine/train/data/epoch-order';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { findRelations } from '../../../src/engine/train/relations/find-relations';
import { createStepper, type Stepper } from '../../../src/engine/train/step/stepper';
import { datasetViews } from '../../../src/engine/train/views/dataset-views';
import { tensorFlowForTests } from '../../tensorflow';
import { configOf } from '../train/job';
import { pictures, twoClasses } from '../train/memory-dataset';

const installation = await tensorFlowForTests();

const BATCH = 8;
const vectors = twoClasses(32, 5);
const images = pictures(32, 12, 3);
const views = '{ crop: [0.3, 1] }';

const cases: Record<string, { data: Dataset; sections: Record<string, string> }> = {
  'linear, sgd with momentum': {
    data: vectors,
    sections: {
      encoder: '{ name: linear, dimensions: 4 }',
      optimizer: '{ name: sgd, lr: 0.05, weight_decay: 0.01 }',
    },
  },
  'mlp, adam': { data: vectors, sections: {} },
  'mlp with batch normalisation, adamw and clipping': {
    data: vectors,
    sections: {
      encoder: '{ name: mlp, widths: [8, 6], batch_norm: true }',
      optimizer: '{ name: adamw, lr: 0.01, weight_decay: 0.1, clip_norm: 0.1 }',
    },
  },
  'mlp, lars': { data: vectors, sections: { optimizer: '{ name: lars, lr: 0.5 }' } },
  'conv on images, adam with decay': {
    data: images,
    sections: {
      encoder: '{ name: conv, widths: [4, 6, 8] }',
      optimizer: '{ name: adam, lr: 0.001, weight_decay: 0.01 }',
      positives: views,
    },
  },
  'conv with batch normalisation, sgd with look-ahead': {
    data: images,
    sections: {
      encoder: '{ name: conv, widths: [4, 6], batch_norm: true }',
      optimizer: '{ name: sgd, lr: 0.01, nesterov: true }',
      positives: views,
    },
  },
  // Deep and normalised: larger steps amplify rounding until the two part.
  'resnet18, small stem': {
    data: images,
    sections: {
      encoder: '{ name: resnet18, stem: small, width: 4 }',
      optimizer: '{ lr: 0.001 }',
      positives: views,
    },
  },
  'resnet18, standard stem': {
    data: pictures(16, 32, 3),
    sections: {
      encoder: '{ name: resnet18, stem: standard, width: 4 }',
      optimizer: '{ name: sgd, lr: 0.001 }',
      positives: views,
    },
  },
  'a queue with kin': {
    data: vectors,
    sections: { negatives: '{ from: queue, size: 16, momentum: 0.9, exclude: [sample] }' },
  },
  'conv with a queue': {
    data: images,
    sections: {
      encoder: '{ name: conv, widths: [4, 6] }',
      negatives: '{ from: queue, size: 16, momentum: 0.9 }',
      positives: views,
    },
  },
  'a memory bank': { data: vectors, sections: { negatives: '{ from: memory-bank, size: 16 }' } },
  'conv in chunks': {
    data: images,
    sections: {
      encoder: '{ name: conv, widths: [4, 6] }',
      positives: views,
      train: `{ epochs: 3, batch_size: ${BATCH}, chunk_size: 4 }`,
    },
  },
};

describe.skipIf(!installation)('TensorFlow', async () => {
  const cpu = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });
  const tensorflow = installation && (await openTensorFlow(installation, { threads: 1 }));

  it.each(Object.entries(cases))('ten steps: %s', async (_, { data, sections }) => {
    const config = configOf({ train: `{ epochs: 3, batch_size: ${BATCH} }`, ...sections });
    const expected = await stepped(config, data, cpu);
    const actual = await stepped(config, data, tensorflow!);
    expect(Object.keys(actual.state)).toEqual(Object.keys(expected.state));
    for (const [i, figures] of expected.figures.entries())
      for (const [name, value] of Object.entries(figures))
        expectNear(`${name} of step ${i + 1}`, [actual.figures[i][name]], [value]);
    for (const [name, values] of Object.entries(expected.state))
      expectNear(name, actual.state[name], values);
  });

  it('steps leave no tensor behind', async () => {
    const config = configOf({ train: `{ epochs: 3, batch_size: ${BATCH} }` });
    const before = tensorflow!.tensorCount;
    const stepper = await stepperOf(config, vectors, tensorflow!);
    await step(stepper, vectors, 1);
    const after = tensorflow!.tensorCount;
    for (let i = 2; i <= 50; i++) await step(stepper, vectors, i);
    expect(tensorflow!.tensorCount).toBe(after);
    await stepper.dispose();
    expect(tensorflow!.tensorCount).toBe(before);
  });
});

/** To 1e-4 of the largest value. */
function expectNear(what: string, actual: readonly number[], expected: readonly number[]): void {
  const scale = Math.max(1e-2, ...expected.map(Math.abs));
  const worst = Math.max(...expected.map((value, i) => Math.abs(actual[i] - value)));
  expect(worst / scale, what).toBeLessThan(1e-4);
}

async function stepperOf(config: RunConfig, dataset: Dataset, runtime: Runtime): Promise<Stepper> {
  const statistics = await inputStatistics(dataset);
  const data = { train: dataset };
  const note = (sentence: string): never => {
    throw new Error(sentence);
  };
  const relations = await findRelations({ config, data, runtime, partnered: false, note });
  const views = datasetViews(dataset, config, statistics);
  return createStepper({ config, statistics, views, runtime, relations });
}

function step(stepper: Stepper, { length }: Dataset, number: number) {
  const rows = batchRows(length, BATCH, 1, 0, (number - 1) % (length / BATCH));
  return stepper.step(rows, { step: number, epoch: 0, stepsPerEpoch: 10 });
}

/** Figures and state of ten steps. */
async function stepped(config: RunConfig, dataset: Dataset, runtime: Runtime) {
  const stepper = await stepperOf(config, dataset, runtime);
  const figures = [];
  for (let i = 1; i <= 10; i++) figures.push(await step(stepper, dataset, i));
  const state: Record<string, number[]> = {};
  for (const name of stepper.state.names)
    state[name] = Array.from(await stepper.state.read(name), Number);
  await stepper.dispose();
  return { state, figures };
}
