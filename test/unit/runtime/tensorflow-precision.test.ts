// Encoders on TensorFlow in floats of 16 bits: embeddings are those of float32 but for rounding, and
// gradients those of the CPU's ONNX Runtime, which rounds after every operation. (Those of float32 are
// further away: a ReLU whose input is nearly 0 goes over to the other side.)
import { describe, expect, it } from 'vitest';
import type { Precision } from '../../../src/engine/config/precision';
import { gradients } from '../../../src/engine/graph/gradient';
import { sizeOf } from '../../../src/engine/graph/shape';
import { constant } from '../../../src/engine/graph/sources';
import type { Tensor } from '../../../src/engine/graph/tensor';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { openTensorFlow } from '../../../src/engine/runtime/tensorflow/tensorflow-runtime';
import { tensorFlowForTests } from '../../tensorflow';
import { buildEncoder, normals, type EncoderSettings } from '../encoder/built-encoder';
import { spacing } from '../graph/naive/round-to';

const installation = await tensorFlowForTests();

/** Steps of 16 bits between embeddings in them and in float32. */
const STEPS = 8;

/** Likewise between gradients on two runtimes: sums in another order may round otherwise. */
const GRADIENT_STEPS = 16;

/** Of a gradient's length, in networks so deep that this grows. */
const DEEP = 0.6;

const encoders: Readonly<
  Record<string, readonly [EncoderSettings, shape: number[], apart?: number]>
> = {
  linear: [{ name: 'linear', dimensions: 16 }, [32, 24]],
  mlp: [{ name: 'mlp', widths: [48, 32, 16], batch_norm: false }, [32, 24]],
  'mlp with batch normalisation': [
    { name: 'mlp', widths: [48, 32, 16], batch_norm: true },
    [32, 24],
  ],
  conv: [{ name: 'conv', widths: [8, 16, 32], batch_norm: false }, [16, 3, 12, 12]],
  'conv with batch normalisation': [
    { name: 'conv', widths: [8, 16, 32], batch_norm: true },
    [16, 3, 12, 12],
  ],
  'resnet18, small stem': [{ name: 'resnet18', stem: 'small', width: 8 }, [16, 3, 16, 16], DEEP],
  'resnet18, standard stem': [
    { name: 'resnet18', stem: 'standard', width: 8 },
    [16, 3, 64, 64],
    DEEP,
  ],
};

describe.skipIf(!installation)('an encoder’s training pass on TensorFlow', async () => {
  const tensorFlow = (await (installation && openTensorFlow(installation, { threads: 1 })))!;
  const cpu = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });

  describe.each(Object.entries(encoders))('%s', (_, [settings, shape, apart]) => {
    it.each(['float16', 'bfloat16'] as const)('in %s', async (precision) => {
      const narrow = await trained(tensorFlow, settings, shape, precision);
      const wide = await trained(tensorFlow, settings, shape, 'float32');
      const rounded = await trained(cpu, settings, shape, precision);
      const step = spacing(precision);
      expect(narrow.embedding).not.toEqual(wide.embedding);
      expect(distance(narrow.embedding, wide.embedding)).toBeLessThan(STEPS * step);
      expect(distance(narrow.gradient, rounded.gradient)).toBeLessThan(
        apart ?? GRADIENT_STEPS * step,
      );
    });
  });
});

/** The embedding, and the gradient by all parameters, one after the other. */
async function trained(
  runtime: Runtime,
  settings: EncoderSettings,
  shape: number[],
  precision: Precision,
): Promise<{ embedding: Float32Array; gradient: Float32Array }> {
  const { network, embedding, draw } = buildEncoder(settings, shape, 'training', precision);
  const parameters = network.parameters.map(({ tensor }) => tensor);
  const seed = constant(normals(sizeOf(embedding.shape), 'seed'), embedding.shape);
  const outputs: Record<string, Tensor> = { embedding };
  for (const [i, slope] of gradients(embedding, parameters, seed).entries())
    outputs[`slope ${i}`] = slope;
  const program = await runtime.compile({ outputs });
  const found = await program.run({ x: normals(sizeOf(shape), 'x'), ...draw() });
  await program.dispose();
  const parts = parameters.flatMap((_, i) => Array.from(found[`slope ${i}`], Number));
  return { embedding: found.embedding as Float32Array, gradient: Float32Array.from(parts) };
}

/** ‖a − b‖ / ‖b‖ */
function distance(a: Float32Array, b: Float32Array): number {
  return length(a.map((value, i) => value - b[i])) / length(b);
}

function length(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}
