// Whole training steps run on the graphics card, whatever their negatives.
import { describe, expect, it } from 'vitest';
import type { Program } from '../../../src/engine/graph/program';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { rowRelations } from '../../../src/engine/train/relations/row-relations';
import { trainingViews } from '../../../src/engine/train/views/dataset-views';
import { inputStatistics } from '../../../src/engine/train/data/input-statistics';
import { wholeStep } from '../../../src/engine/train/step/whole-step';
import { expectOnWebGpu } from '../placement-on-webgpu';
import { useVulkan } from '../vulkan';
import { configOf, cpu, inWorkspace, trainIn } from './job';
import { pictures, twoClasses } from './memory-dataset';

const absence = await useVulkan();

const cases: Record<string, Record<string, string>> = {
  'a queue': { negatives: '{ from: queue, size: 16, weighting: hard, exclude: [sample] }' },
  'a memory bank': { negatives: '{ from: memory-bank, size: 16 }' },
  'the batch less kin': { negatives: '{ exclude: [near-duplicate] }' },
  'an annealed ring': { negatives: '{ weighting: ring, anneal: linear }' },
  mixing: {
    negatives: '{ weighting: mixing, mix_hardest: 4, mix_pairs: 4, mix_anchors: 2, mix_after: 0 }',
  },
  'mixing by a table of products': {
    negatives: '{ weighting: mixing, mix_hardest: 4, mix_pairs: 40, mix_anchors: 2, mix_after: 0 }',
  },
  'mixing from a queue': {
    negatives:
      '{ from: queue, size: 16, weighting: mixing, mix_hardest: 4, mix_pairs: 4, mix_anchors: 2, mix_after: 0 }',
  },
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
    await expectOnWebGpu(program, 100);
  });
});

/** Every program that a training compiles: its steps, its embeddings, its evaluation. */
async function programsOf(sections: Record<string, string>): Promise<Program[]> {
  const real = cpu();
  const programs: Program[] = [];
  const runtime: Runtime = {
    ...{ name: 'cpu', device: 'test', precisions: ['float32'] },
    createState: (values) => real.createState(values),
    compile: (program) => {
      programs.push(program);
      return real.compile(program);
    },
  };
  const data = { train: twoClasses(40, 5), test: twoClasses(20, 5) };
  const config = configOf({ ...sections, evaluate: '{ every: 1, knn: { k: 3 } }' });
  const { error } = await inWorkspace((folder) => trainIn(folder, { config, data, runtime }));
  expect(error).toBeUndefined();
  return programs;
}

describe.skipIf(absence)(
  `all programs of a training${absence ? ` (skipped: ${absence})` : ''}`,
  () => {
    it.each([
      ['whole batches', { train: '{ epochs: 1, batch_size: 8 }' }],
      [
        'chunks and near-duplicates',
        {
          train: '{ epochs: 1, batch_size: 8, chunk_size: 4 }',
          negatives: '{ exclude: [near-duplicate] }',
        },
      ],
    ])('in %s are on WebGPU', async (_, sections) => {
      const programs = await programsOf(sections);
      const outputs = programs.flatMap((program) => Object.keys(program.outputs));
      expect(outputs).toEqual(expect.arrayContaining(['loss', 'embedding', 'z', 'sums']));
      for (const program of programs) await expectOnWebGpu(program);
    });
  },
);
