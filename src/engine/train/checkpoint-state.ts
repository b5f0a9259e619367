// A training's state as a checkpoint's content, and back.
import * as v from 'valibot';
import { formatShape, sameShape } from '../graph/shape';
import type { HostArray } from '../graph/tensor';
import { InputError } from '../input-error';
import type { Checkpoint, CheckpointContent } from '../runs/checkpoints';
import type { TensorData } from '../runs/tensor-data';
import type { StateValue } from '../runtime/runtime';
import { KEPT_GRADIENT_PREFIX } from './step/chunked-step';
import { KEY_PREFIX } from './earlier-rows/key-encoder';
import { BANK_PREFIX } from './earlier-rows/memory-bank';
import { SCALING_PREFIX } from './optimisers/loss-scaling';
import { SLOT_PREFIX } from './optimisers/slots';
import { QUEUE_PREFIX } from './earlier-rows/queue';
import type { Stepper } from './step/stepper';

const progressSchema = v.strictObject({
  /** Steps done in all. */
  step: v.number(),
  /** Steps done in the epoch that was going on; 0 between epochs. */
  stepsInEpoch: v.number(),
  /** Sums over those steps, by figure. */
  sums: v.record(v.string(), v.number()),
});

/** How far a training is, beside its weights. */
export type Progress = v.InferOutput<typeof progressSchema>;

export const START: Progress = { step: 0, stepsInEpoch: 0, sums: {} };

/** What only a training needs is kept apart from the encoder's weights. */
const TRAINING_ONLY = [SLOT_PREFIX, SCALING_PREFIX, KEY_PREFIX, QUEUE_PREFIX, BANK_PREFIX];

export async function captureState(
  { state, host, shapes }: Stepper,
  progress: Progress,
): Promise<CheckpointContent> {
  const [weights, optimiser] = [new Map<string, TensorData>(), new Map<string, TensorData>()];
  const keep = (name: string, data: HostArray): void => {
    const into = TRAINING_ONLY.some((prefix) => name.startsWith(prefix)) ? optimiser : weights;
    into.set(name, { dtype: 'F32', shape: shapes[name], data: data as Float32Array<ArrayBuffer> });
  };
  for (const name of state.names) {
    if (name.startsWith(KEPT_GRADIENT_PREFIX)) continue; // All 0 between steps.
    keep(name, await state.read(name));
  }
  for (const [name, { data }] of Object.entries(host)) keep(name, data.slice());
  return { weights, optimiser, state: progress };
}

/** An InputError where the checkpoint is not one of ours. */
export function restoreState({ weights, optimiser, state }: Checkpoint): {
  readonly values: Record<string, StateValue>;
  readonly progress: Progress;
} {
  const progress = v.safeParse(progressSchema, state);
  if (!progress.success)
    throw new InputError('the checkpoint does not say how far the training was: it is damaged.');
  const entries = [...weights, ...optimiser].map(([name, { shape, data }]) => {
    if (!(data instanceof Float32Array))
      throw new InputError(`tensor ${name} of the checkpoint is not of type F32.`);
    return [name, { shape, data }] as const;
  });
  return { values: Object.fromEntries(entries), progress: progress.output };
}

/**
 * Whether a training that begins with `fresh` can go on with `restored`.
 * @throws InputError where the checkpoint lacks a tensor or holds it in another shape.
 */
export function checkComplete(
  restored: Readonly<Record<string, StateValue>>,
  fresh: Readonly<Record<string, StateValue>>,
): void {
  const held = new Map(Object.entries(restored));
  for (const [name, { shape }] of Object.entries(fresh)) {
    const found = held.get(name)?.shape;
    if (name.startsWith(KEPT_GRADIENT_PREFIX) || (found && sameShape(found, shape))) continue;
    throw new InputError(
      `the checkpoint holds ${found ? formatShape(found) : 'nothing'} as ${name}, where the config's network has ${formatShape(shape)}: it is damaged or of another config, so train anew.`,
    );
  }
}
