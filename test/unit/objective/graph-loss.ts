// The engine's loss with its gradient by the rows, as a training step computes it.
import { gradients } from '../../../src/engine/graph/gradient';
import { input } from '../../../src/engine/graph/sources';
import { BETA } from '../../../src/engine/negatives/schedule';
import { objective } from '../../../src/engine/objective/objective';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { configOf, type LossSettings, type Rows } from './loss-settings';

export interface GraphLoss {
  readonly loss: number;
  /** By the rows as they were given, not by the unit ones. */
  readonly gradient: number[][];
  readonly diagnostics: Readonly<Record<string, number>>;
}

const runtime = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });

export async function graphLoss(rows: Rows, settings: LossSettings): Promise<GraphLoss> {
  const width = rows[0].length;
  const z = input('z', [rows.length, width]);
  const { loss, diagnostics } = objective({ z, twins: true }, configOf(settings));
  const [gradient] = gradients(loss, [z]);
  const executable = await runtime.compile({ outputs: { loss, gradient, ...diagnostics } });
  const results = await executable.run({
    z: Float32Array.from(rows.flat()),
    [BETA]: Float32Array.of(settings.beta),
  });
  await executable.dispose();
  const flat = Array.from(results.gradient as Float32Array);
  return {
    loss: Number(results.loss[0]),
    gradient: rows.map((_, i) => flat.slice(i * width, (i + 1) * width)),
    diagnostics: Object.fromEntries(
      Object.keys(diagnostics).map((name) => [name, Number(results[name][0])]),
    ),
  };
}
