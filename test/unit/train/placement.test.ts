// Whole training steps run on the graphics card, whatever their negatives.
import { describe, expect, it } from 'vitest';
import { rowRelations } from '../../../src/engine/train/relations/row-relations';
import { trainingViews } from '../../../src/engine/train/views/dataset-views';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { wholeStep } from '../../../src/engine/train/step/whole-step';
import { placements } from '../runtime/placements';
import { useVulkan } from '../vulkan';
import { configOf } from './job';
import { pictures } from './memory-dataset';

const absence = await useVulkan();

const cases: Record<string, Record<string, string>> = {
  'a queue': { negatives: '{ from: queue, size: 16, weighting: hard, exclude: [sample] }' },
  'a memory bank': { negatives: '{ from: memory-bank, size: 16 }' },
  'the batch less kin': { negatives: '{ exclude: [near-duplicate] }' },
  'an annealed ring': { negatives: '{ weighting: ring, anneal: linear }' },
  'a band': { negatives: '{ weighting: band, drop: [0, 5] }' },
};

describe.skipIf(absence)(`all of a step${absence ? ` (skipped: ${absence})` : ''}`, () => {
  it.each(Object.keys(cases))('with negatives of %s is on WebGPU', async (title) => {
    const config = configOf({
      encoder: '{ name: conv, widths: [4, 8], batch_norm: true }',
      positives: '{ crop: [0.5, 1] }',
      ...cases[title],
    });
    const train = pictures(16, 8, 3);
    const statistics = await inputStatistics(train);
    const views = trainingViews({ train }, config, statistics);
    const relations = rowRelations(config, false, { kin: [(sample) => sample] });
    const { program } = wholeStep({ config, statistics, views, relations });
    const nodes = placements(program);
    expect(Object.keys(nodes)).toEqual(['WebGpuExecutionProvider']);
    expect(nodes.WebGpuExecutionProvider).toBeGreaterThan(100);
  });
});
