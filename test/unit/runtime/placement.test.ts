// A training step runs on the graphics card as a whole: one operation on the CPU would move its
// operands over and back at every step.
import { expect, it } from 'vitest';
import { add, multiply, subtract } from '../../../src/engine/graph/arithmetic';
import { conv2d } from '../../../src/engine/graph/convolution';
import { relu, sqrt } from '../../../src/engine/graph/elementwise';
import { gradients } from '../../../src/engine/graph/gradient';
import { gather, gatherElements, topK } from '../../../src/engine/graph/indexing';
import { matmul } from '../../../src/engine/graph/matmul';
import { batchNormTraining, batchStatistics } from '../../../src/engine/graph/normalisation';
import { globalAveragePool, maxPool2d } from '../../../src/engine/graph/pooling';
import type { Program } from '../../../src/engine/graph/program';
import { resampleAffine } from '../../../src/engine/graph/resample';
import { input } from '../../../src/engine/graph/sources';
import { l2Normalise, logSumExp, mean } from '../../../src/engine/graph/statistics';
import { useVulkan } from '../vulkan';
import { placements } from './placements';

const absence = await useVulkan();

/** Augmentation, a strided convolution block, a contrastive loss with a hardest negative, momentum. */
function trainingStep(): Program {
  const dataset = input('dataset', [16, 3, 8, 8]);
  const batch = gather(dataset, input('batch', [4], 'int64'));
  const views = resampleAffine(batch, input('theta', [4, 2, 3]), [8, 8]);
  const [weight, scale, shift] = [
    input('weight', [6, 3, 3, 3]),
    input('scale', [6]),
    input('shift', [6]),
  ];
  const maps = conv2d(views, weight, { strides: 2, padding: 1 });
  const statistics = batchStatistics(maps);
  const block = relu(batchNormTraining(maps, statistics, { scale, shift }));
  const pooled = globalAveragePool(maxPool2d(block, { kernel: 3, strides: 2, padding: 1 }));
  const rows = l2Normalise(pooled);
  const cosines = multiply(matmul(rows, rows, { transposeB: true }), 2);
  const hardest = gatherElements(cosines, topK(cosines, 2));
  const loss = mean(add(logSumExp(cosines, [-1]), mean(hardest, [-1])), undefined, false);
  return { outputs: { loss }, updates: optimised(loss, { weight, scale, shift }) };
}

function optimised(
  loss: Program['outputs'][string],
  weights: Program['outputs'],
): Program['outputs'] {
  const names = Object.keys(weights);
  const slopes = gradients(loss, Object.values(weights));
  return Object.fromEntries(
    names.map((name, i) => {
      const step = multiply(slopes[i], 0.01);
      return [name, subtract(weights[name], multiply(step, sqrt(add(multiply(step, step), 1))))];
    }),
  );
}

it.skipIf(absence)(`all of it is on WebGPU${absence ? ` (skipped: ${absence})` : ''}`, () => {
  const nodes = placements(trainingStep());
  expect(Object.keys(nodes)).toEqual(['WebGpuExecutionProvider']);
  expect(nodes.WebGpuExecutionProvider).toBeGreaterThan(50);
});

it.skipIf(absence)('the test would see a node on the CPU', () => {
  const order = multiply(input('a', [4], 'int64'), input('b', [4], 'int64'));
  expect(placements({ outputs: { order } })).toHaveProperty('CPUExecutionProvider');
});
