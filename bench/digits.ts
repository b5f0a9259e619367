// Trains our encoder on MNIST by the recipe of peers/outcome.py, and embeds the digits with it.
import { join } from 'node:path';
import type { RunConfig, RunConfigInput } from '../src/engine/config/run-config';
import type { Dataset } from '../src/engine/dataset/dataset';
import { openDataset } from '../src/engine/dataset/open-dataset';
import { writeNpy } from '../src/engine/dataset/write-npy';
import { selectRuntime } from '../src/engine/runtime/select-runtime';
import { datasetViews } from '../src/engine/train/views/dataset-views';
import { Embedder } from '../src/engine/train/embedding/embedder';
import { batchRows, stepsPerEpoch } from '../src/engine/train/data/epoch-order';
import { inputStatistics } from '../src/engine/train/data/input-statistics';
import { createStepper, type Stepper } from '../src/engine/train/step/stepper';
import { benchConfig } from './networks';

export const objectives = ['simclr', 'hcl'] as const;

export interface Lesson {
  readonly objective: (typeof objectives)[number];
  readonly seed: number;
  readonly epochs: number;
}

/** Training images: the first ones. */
export const TRAINED = 10_000;
const BATCH = 256;

const negatives: Record<Lesson['objective'], NonNullable<RunConfigInput['negatives']>> = {
  simclr: { weighting: 'uniform' },
  hcl: { weighting: 'hard', tau_plus: 0.1, beta: 1 },
};

/** The files of the encoder's embeddings, written into `folder`: [10,000, 256] each. */
export async function trainOnDigits(
  lesson: Lesson,
  data: string,
  folder: string,
): Promise<{ readonly train: string; readonly test: string }> {
  const train = await openDigits(data, 'train', folder);
  const test = await openDigits(data, 't10k', folder);
  const config = recipe(lesson);
  const statistics = await inputStatistics(train);
  const views = datasetViews(train, config, statistics);
  const runtime = await selectRuntime('cpu');
  const setup = { config, statistics, views, runtime };
  const stepper = await createStepper(setup);
  await trainEpochs(stepper, lesson);
  const embedder = await Embedder.create(setup);
  const write = async (name: string, dataset: Dataset): Promise<string> => {
    const file = join(folder, `${name}.npy`);
    const rows = Uint32Array.from({ length: TRAINED }, (_, row) => row);
    const like = { views: datasetViews(dataset, config, statistics) };
    const { values, width } = await embedder.embed(rows, stepper.state, like);
    await writeNpy(file, [TRAINED, width], values);
    return file;
  };
  const files = { train: await write('train', train), test: await write('test', test) };
  await Promise.all([stepper, embedder].map((one) => one.dispose()));
  await Promise.all([train, test].map((one) => one.close()));
  return files;
}

function openDigits(data: string, part: 'train' | 't10k', folder: string): Promise<Dataset> {
  return openDataset(
    { path: join(data, `${part}-images-idx3-ubyte.gz`), format: 'idx' },
    { cacheDirectory: join(folder, 'cache') },
  );
}

function recipe({ objective, seed, epochs }: Lesson): RunConfig {
  return benchConfig({
    positives: { crop: [0.2, 1], flip: 0, jitter: [0.4, 0.4, 0, 0], gray: 0, blur: 0 },
    encoder: { name: 'conv', widths: [32, 64, 128, 256] },
    head: { layers: [128, 128] },
    negatives: negatives[objective],
    train: { epochs, batch_size: BATCH, seed, runtime: 'cpu' },
  });
}

async function trainEpochs(stepper: Stepper, { seed, epochs }: Lesson): Promise<void> {
  const perEpoch = stepsPerEpoch(TRAINED, BATCH);
  for (let step = 0; step < epochs * perEpoch; step++) {
    const epoch = Math.floor(step / perEpoch);
    const rows = batchRows(TRAINED, BATCH, seed, epoch, step % perEpoch);
    await stepper.step(rows, { step: step + 1, epoch, stepsPerEpoch: perEpoch });
  }
}
