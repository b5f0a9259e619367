// A training step runs on the graphics card as a whole: one operation on the CPU would move its
// operands over and back at every step.
import { describe, expect, it } from 'vitest';
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
import { writeOnnx } from '../../../src/engine/graph/onnx/model';
import { nodePlacement } from '../../../src/engine/runtime/node-placement';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { useVulkan } from '../vulkan';
import { expectOnWebGpu } from '../placement-on-webgpu';

const absence = await useVulkan();
const skipped = absence ? ` (skipped: ${absence})` : '';

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

it.skipIf(absence)(`all of it is on WebGPU${skipped}`, async () => {
  await expectOnWebGpu(trainingStep(), 50);
});

describe.skipIf(absence)(`an operation that WebGPU has not${skipped}`, () => {
  const product = (): Program => ({
    outputs: {
      order: multiply(input('a', [4], 'int64'), input('b', [4], 'int64')),
      half: multiply(input('x', [2]), 0.5),
    },
  });
  const numbers = (...values: bigint[]): BigInt64Array => BigInt64Array.from(values);

  it('is seen in the placement', async () => {
    const { onHost } = await nodePlacement(writeOnnx(product()));
    expect(onHost).toEqual(['Mul']);
  });

  it('is seen where there is no other', async () => {
    const { order } = product().outputs;
    const { onDevice, onHost } = await nodePlacement(writeOnnx({ outputs: { order } }));
    expect({ onDevice, onHost }).toEqual({ onDevice: 0, onHost: ['unnamed'] });
  });

  it('runs on the CPU, and is told of once', async () => {
    const told: string[] = [];
    const note = (sentence: string): void => void told.push(sentence);
    const runtime = new OnnxRuntime({ provider: 'webgpu', device: 'Vulkan', note });
    for (let i = 0; i < 2; i++) {
      const program = await runtime.compile(product());
      const x = Float32Array.of(1, 2);
      const feeds = { a: numbers(1n, 2n, 3n, 4n), b: numbers(5n, 6n, 7n, 8n), x };
      expect(await program.run(feeds)).toEqual({
        order: numbers(5n, 12n, 21n, 32n),
        half: Float32Array.of(0.5, 1),
      });
      await program.dispose();
    }
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^WebGPU has not all operations of a program: Mul run/);
  });

  it('is not told of where there is none', async () => {
    const told: string[] = [];
    const note = (sentence: string): void => void told.push(sentence);
    const runtime = new OnnxRuntime({ provider: 'webgpu', device: 'Vulkan', note });
    const program = await runtime.compile({ outputs: { y: add(input('x', [2]), 1) } });
    await program.dispose();
    expect(told).toEqual([]);
  });
});
