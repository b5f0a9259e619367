// The engine's InfoNCE under a counting of negatives, with its gradient by the rows.
import { gradients } from '../../../src/engine/graph/gradient';
import { constant, input } from '../../../src/engine/graph/sources';
import type { Tensor } from '../../../src/engine/graph/tensor';
import { mixSizes } from '../../../src/engine/negatives/mix-draws';
import { givenMixing } from '../../../src/engine/negatives/mix-given';
import type { Rows } from '../../../src/engine/negatives/rows';
import { scheduledInputs, type TrainingPlace } from '../../../src/engine/negatives/schedule';
import { objective } from '../../../src/engine/objective/objective';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import type { Matrix, Situation } from './situation';

export interface CountedLoss {
  readonly loss: number;
  readonly gradient: number[][];
}

const cpu = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });

export async function countedLoss(
  situation: Situation,
  runtime: Runtime = cpu,
  place: TrainingPlace = { epoch: 0, epochs: 1 },
): Promise<CountedLoss> {
  const { rows, negatives, temperature } = situation;
  const width = rows[0].length;
  const z = input('z', [rows.length, width]);
  const config = { objective: { name: 'info-nce' as const, temperature }, negatives };
  const { loss } = objective(graphRows(situation, z), config);
  const [gradient] = gradients(loss, [z]);
  const executable = await runtime.compile({ outputs: { loss, gradient } });
  const results = await executable.run({
    z: Float32Array.from(rows.flat()),
    ...scheduledInputs(negatives, place),
    ...drawFeeds(situation),
  });
  await executable.dispose();
  const flat = Array.from(results.gradient as Float32Array);
  return {
    loss: Number(results.loss[0]),
    gradient: rows.map((_, i) => flat.slice(i * width, (i + 1) * width)),
  };
}

function drawFeeds({ rows, stored, negatives, draws }: Situation) {
  if (!draws) return {};
  const sizes = stored
    ? { anchors: rows.length / 2, negatives: stored.rows.length }
    : { anchors: rows.length, negatives: rows.length };
  return givenMixing(draws, mixSizes(negatives, sizes));
}

function graphRows({ samples, classes, kin, stored }: Situation, z: Tensor): Rows {
  return {
    z,
    twins: true,
    ...(samples && { samples: floats(samples) }),
    ...(classes && { classes: floats(classes) }),
    ...(kin && { kin: kin.map(floats) }),
    ...(stored && {
      stored: {
        z: constant(Float32Array.from(stored.rows.flat()), sizes(stored.rows)),
        ...(stored.kin && { kin: stored.kin.map(floats) }),
        ...(stored.classes && { classes: floats(stored.classes) }),
      },
    }),
  };
}

const sizes = (rows: Matrix): [number, number] => [rows.length, rows[0].length];

function floats(values: readonly number[]): Tensor {
  return constant(Float32Array.from(values));
}
