// An encoder with its first weights, and ways to run it.
import type { Precision } from '../../../src/engine/config/precision';
import type { RunConfig } from '../../../src/engine/config/run-config';
import { encode } from '../../../src/engine/encoder/encoder';
import { initialValues, Network, type Mode } from '../../../src/engine/encoder/network';
import { input } from '../../../src/engine/graph/sources';
import type { HostArray, Shape, Tensor } from '../../../src/engine/graph/tensor';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';

export type EncoderSettings = RunConfig['encoder'];
export type Values = Readonly<Record<string, Float32Array>>;

export interface BuiltEncoder {
  readonly network: Network;
  /** Of the input `x`. */
  readonly embedding: Tensor;
  /** First values of every parameter and statistic by name; drawn at each call. */
  readonly draw: () => Values;
}

/** Input statistics differ by channel, so that a mistake in them shows. */
export function buildEncoder(
  settings: EncoderSettings,
  shape: Shape,
  mode: Mode = 'training',
  precision: Precision = 'float32',
): BuiltEncoder {
  const network = new Network(mode, { precision });
  const channels = { length: shape[1] };
  const embedding = encode(network, input('x', shape), settings, {
    mean: Float32Array.from(channels, (_, c) => 0.1 * c),
    deviation: Float32Array.from(channels, (_, c) => 1 + 0.5 * c),
  });
  const draw = (): Values => {
    const drawn = initialValues(network, (name) => Random.stream(3, name));
    return Object.fromEntries(Object.entries(drawn).map(([name, { data }]) => [name, data]));
  };
  return { network, embedding, draw };
}

export async function runOutputs(
  outputs: Readonly<Record<string, Tensor>>,
  feeds: Readonly<Record<string, HostArray>>,
): Promise<Readonly<Record<string, Float32Array>>> {
  const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });
  const executable = await runtime.compile({ outputs });
  const results = await executable.run(feeds);
  await executable.dispose();
  return results as Readonly<Record<string, Float32Array>>;
}

/** Normal numbers. */
export function normals(count: number, name: string): Float32Array {
  const random = Random.stream(7, name);
  return Float32Array.from({ length: count }, () => random.normal());
}
