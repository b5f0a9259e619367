// A long training keeps its memory.
import { describe, expect, it } from 'vitest';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { datasetViews } from '../../../src/engine/train/views/dataset-views';
import { batchRows } from '../../../src/engine/train/data/epoch-order';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { createStepper } from '../../../src/engine/train/step/stepper';
import { configOf } from './job';
import { twoClasses } from './memory-dataset';

/** Weights and moments of a step below are 0.8 MB: kept, they would be 800 MB. */
const LIMIT = 150e6;

describe('a thousand steps', () => {
  it.each([
    { chunks: '', negatives: '{ from: batch }' },
    { chunks: ', chunk_size: 32', negatives: '{ from: batch }' },
    { chunks: '', negatives: '{ from: queue, size: 256, exclude: [sample] }' },
    { chunks: '', negatives: '{ from: memory-bank, size: 256 }' },
  ])(
    '{ batch_size: 64$chunks } with negatives $negatives leave no memory behind',
    async ({ chunks, negatives }) => {
      const dataset = twoClasses(640, 8);
      const config = configOf({
        encoder: '{ name: mlp, widths: [256, 256] }',
        negatives,
        train: `{ batch_size: 64${chunks} }`,
      });
      const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });
      const statistics = await inputStatistics(dataset);
      const views = datasetViews(dataset, config, statistics);
      const relations = { count: dataset.length, kin: [] };
      const stepper = await createStepper({ config, statistics, views, runtime, relations });
      const train = async (from: number, to: number): Promise<void> => {
        for (let step = from; step <= to; step++) {
          const rows = batchRows(dataset.length, 64, 1, 0, step % 10);
          await stepper.step(rows, { step, epoch: 0, stepsPerEpoch: 10 });
        }
      };
      await train(1, 100);
      const before = process.memoryUsage().rss;
      await train(101, 1100);
      expect(process.memoryUsage().rss - before).toBeLessThan(LIMIT);
      await stepper.dispose();
    },
  );
});
