// Steps taken several at once are the same as taken one by one.
import { describe, expect, it } from 'vitest';
import { selectRuntime } from '../../../src/engine/runtime/select-runtime';
import { batchRows } from '../../../src/engine/train/data/epoch-order';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { createStepper, type Stepper } from '../../../src/engine/train/step/stepper';
import { datasetViews } from '../../../src/engine/train/views/dataset-views';
import { configOf } from './job';
import { pictures, twoClasses } from './memory-dataset';

const vectors = twoClasses(37, 5);
const images = pictures(20, 8, 3);

const steps = Array.from({ length: 6 }, (_, i) => ({
  rows: batchRows(20, 8, 1, 0, i % 2),
  place: { step: i + 1, epoch: 0, stepsPerEpoch: 6 },
}));

describe('steps at once', () => {
  it.each([
    ['of vectors with hard negatives', vectors, { negatives: '{ weighting: hard }' }],
    [
      'of vectors with clipping and momentum',
      vectors,
      { optimizer: '{ name: sgd, lr: 0.1, clip_norm: 1 }' },
    ],
    [
      'of images with batch norm and a ring',
      images,
      {
        encoder: '{ name: conv, widths: [4, 8], batch_norm: true }',
        positives: '{ crop: [0.5, 1] }',
        negatives: '{ weighting: ring, lower: 0, upper: 50 }',
      },
    ],
    ['with a queue', vectors, { negatives: '{ from: queue, size: 16, momentum: 0.9 }' }],
    ['in chunks', vectors, { train: '{ epochs: 1, batch_size: 8, chunk_size: 4 }' }],
  ])('%s give the same losses and the same bits', async (_, data, sections) => {
    const config = configOf(sections);
    const statistics = await inputStatistics(data);
    const leave = async (take: (stepper: Stepper) => Promise<unknown>) => {
      const stepper = await createStepper({
        config,
        statistics,
        views: datasetViews(data, config, statistics),
        runtime: await selectRuntime('cpu', { threads: 1 }),
      });
      const results = await take(stepper);
      const { names } = stepper.state;
      const state = await Promise.all(names.map((name) => stepper.state.read(name)));
      await stepper.dispose();
      return { results, state };
    };
    const single = await leave(async (stepper) => {
      const results = [];
      for (const { rows, place } of steps) results.push(await stepper.step(rows, place));
      return results;
    });
    const all = await leave((stepper) => stepper.steps(steps));
    const some = await leave(async (stepper) => [
      ...(await stepper.steps(steps.slice(0, 2))),
      ...(await stepper.steps(steps.slice(2, 3))),
      ...(await stepper.steps(steps.slice(3))),
    ]);
    expect(all).toEqual(single);
    expect(some).toEqual(single);
  });
});
