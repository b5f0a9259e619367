// The engine's loss with its gradient by the rows, as a training step computes it.
import * as v from 'valibot';
import { negativesSection } from '../../../src/engine/config/negatives-section';
import { objectiveSection } from '../../../src/engine/config/objective-section';
import { scheduledInputs } from '../../../src/engine/negatives/schedule';
import { objectiveDraws } from '../../../src/engine/objective/draws';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import type { Runtime } from '../../../src/engine/runtime/runtime';
import { withLoss } from './compiled-loss';
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
  readonly stored?: {
    readonly rows: Rows;
    readonly classes?: readonly number[];
    readonly kin?: readonly (readonly number[])[];
  };
  /** What the host draws or schedules, by the input that carries it; default: the first epoch's. */
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

export function lossOf(
  batch: Batch,
  config: LossConfig,
  runtime: Runtime = cpu,
): Promise<GraphLoss> {
  return withLoss(batch, config, runtime, async ({ program, executable }, feeds) => {
    const { loss, gradient, ...diagnostics } = await executable.run({
      ...feeds,
      ...objectiveDraws(program, Random.stream(1, 'draws')),
      ...scheduledInputs(config.negatives, { epoch: 0, epochs: 1 }),
      ...batch.feeds,
    });
    const flat = Array.from(gradient as Float32Array);
    const width = batch.rows[0].length;
    return {
      loss: Number(loss[0]),
      gradient: batch.rows.map((_, i) => flat.slice(i * width, (i + 1) * width)),
      diagnostics: Object.fromEntries(
        Object.entries(diagnostics).map(([name, [value]]) => [name, Number(value)]),
      ),
    };
  });
}
