// The engine's loss with its gradient by the rows, as a training step computes it.
import * as v from 'valibot';
import { negativesSection } from '../../../src/engine/config/negatives-section';
import { objectiveSection } from '../../../src/engine/config/objective-section';
import { gradients } from '../../../src/engine/graph/gradient';
import { constant, input } from '../../../src/engine/graph/sources';
import type { Tensor } from '../../../src/engine/graph/tensor';
import type { Rows as GraphRows } from '../../../src/engine/negatives/rows';
import { scheduledInputs } from '../../../src/engine/negatives/schedule';
import { objectiveDraws } from '../../../src/engine/objective/draws';
import { objective } from '../../../src/engine/objective/objective';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { configOf, type LossConfig, type LossSettings, type Rows } from './loss-settings';

/** Rows and what is known of them, as `Rows` of the engine. */
export interface Batch {
  readonly rows: Rows;
  /** Default: true. */
  readonly twins?: boolean;
  readonly samples?: readonly number[];
  readonly classes?: readonly number[];
  readonly kin?: readonly (readonly number[])[];
  readonly anchors?: readonly number[];
  readonly pairs?: {
    readonly first: readonly number[];
    readonly second: readonly number[];
    readonly similar: readonly number[];
  };
  /** Unit rows. */
  readonly stored?: { readonly rows: Rows; readonly classes?: readonly number[] };
  /** What the host draws, by the input that carries it: the draws of mixing. */
  readonly feeds?: Readonly<Record<string, Float32Array>>;
}

export interface GraphLoss {
  readonly loss: number;
  /** By the rows as they were given, not by the unit ones. */
  readonly gradient: number[][];
  readonly diagnostics: Readonly<Record<string, number>>;
}

const cpu = new OnnxRuntime({ provider: 'cpu', device: 'test', threads: 1 });

export function graphLoss(rows: Rows, settings: LossSettings): Promise<GraphLoss> {
  return lossOf({ rows }, configOf(settings));
}

/** Settings as a config would have them, with the defaults filled in. */
export function lossConfig(
  objective: v.InferInput<typeof objectiveSection>,
  negatives: v.InferInput<typeof negativesSection> = {},
): LossConfig {
  return {
    objective: v.parse(objectiveSection, objective),
    negatives: v.parse(negativesSection, negatives),
  };
}

export async function lossOf(
  batch: Batch,
  config: LossConfig,
  runtime: Runtime = cpu,
): Promise<GraphLoss> {
  const { rows } = batch;
  const width = rows[0].length;
  const z = input('z', [rows.length, width]);
  const { loss, diagnostics } = objective(graphRows(batch, z), config);
  const [gradient] = gradients(loss, [z]);
  const program = { outputs: { loss, gradient, ...diagnostics } };
  const executable = await runtime.compile(program);
  const results = await executable.run({
    z: Float32Array.from(rows.flat()),
    ...objectiveDraws(program, Random.stream(1, 'draws')),
    ...scheduledInputs(config.negatives, { epoch: 0, epochs: 1 }),
    ...batch.feeds,
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

function graphRows(batch: Batch, z: Tensor): GraphRows {
  const { twins = true, samples, classes, kin, pairs, anchors, stored } = batch;
  return {
    z,
    twins,
    ...(samples && { samples: floats(samples) }),
    ...(classes && { classes: floats(classes) }),
    ...(kin && { kin: kin.map(floats) }),
    ...(pairs && {
      pairs: {
        first: places(pairs.first),
        second: places(pairs.second),
        similar: floats(pairs.similar),
      },
    }),
    ...(anchors && { anchors: places(anchors) }),
    ...(stored && {
      stored: {
        z: constant(Float32Array.from(stored.rows.flat()), [
          stored.rows.length,
          stored.rows[0].length,
        ]),
        ...(stored.classes && { classes: floats(stored.classes) }),
      },
    }),
  };
}

function places(rows: readonly number[]): Tensor {
  return constant(BigInt64Array.from(rows, BigInt));
}

function floats(values: readonly number[]): Tensor {
  return constant(Float32Array.from(values));
}
