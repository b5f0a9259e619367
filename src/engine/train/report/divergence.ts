// What to say when the loss or the weights are no numbers any more.
import type { RunConfig } from '../../config/run-config';
import { InputError } from '../../input-error';
import type { CheckpointContent } from '../../runs/checkpoints';
import type { State } from '../../runtime/runtime';
import type { StepResult } from '../step/stepper';

interface Place {
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
  readonly config: RunConfig;
  readonly lastCheckpoint: number | undefined;
}

interface Divergence extends Place {
  readonly result: StepResult;
  readonly feeds: Readonly<Record<string, ArrayLike<unknown>>>;
  readonly state: State;
}

/** One sentence with the step, the likely cause and what to do. */
export async function divergenceError(divergence: Divergence): Promise<InputError> {
  const { step, epoch, result } = divergence;
  const what = Number.isFinite(result.loss)
    ? 'gradients became infinite'
    : `the loss became ${result.loss}`;
  return new InputError(
    `${what} at step ${step} (epoch ${epoch}): ${await cause(divergence)} ${kept(divergence)}`,
  );
}

/** Where no step of an epoch (from 1) had a loss, though none was the last that could be skipped. */
export function lossesError(epoch: number): InputError {
  return new InputError(`no step of epoch ${epoch} had a loss that is a number: ${tooNarrow}`);
}

/**
 * The same where the loss is still a number but the state is none that training could go on from;
 * undefined where all of it is finite.
 */
export function stateError(
  { weights, optimiser }: CheckpointContent,
  place: Place,
): InputError | undefined {
  const lost = [...weights, ...optimiser].find(([, { data }]) => !isFinite(data));
  if (!lost) return undefined;
  return new InputError(
    `${lost[0]} is not finite after step ${place.step} (epoch ${place.epoch}): ${tooFast(place.config)} ${kept(place)}`,
  );
}

function kept({ lastCheckpoint }: Place): string {
  return lastCheckpoint === undefined
    ? 'There is no checkpoint yet.'
    : `The checkpoint after epoch ${lastCheckpoint} is kept.`;
}

const tooNarrow =
  'float16 ends at 65,504, which layers or gradients go beyond; set train.precision: bfloat16, or float32.';

async function cause({ config, feeds, state, result }: Divergence): Promise<string> {
  if (!areFinite(feeds))
    return 'the samples of this batch hold values that are not finite; mend or leave out those rows.';
  if (await anyNotFinite(state)) return tooFast(config);
  if (result.skipped === 1) return tooNarrow;
  const { optimizer, objective } = config;
  const slower = `lower optimizer.lr (now ${optimizer.lr})`;
  return 'temperature' in objective
    ? `raise objective.temperature (now ${objective.temperature}) or ${slower}.`
    : `${slower}.`;
}

function tooFast({ optimizer }: RunConfig): string {
  return `the weights left the range of 32-bit floats; lower optimizer.lr (now ${optimizer.lr}) or set optimizer.clip_norm: 1.`;
}

async function anyNotFinite(state: State): Promise<boolean> {
  for (const name of state.names) {
    if (!isFinite(await state.read(name))) return true;
  }
  return false;
}

/** Whether what befell a step may pass: it was skipped, and the next is scaled by less. */
export function mayGoOn({ skipped, lossScale }: StepResult, feeds: Divergence['feeds']): boolean {
  return skipped === 1 && lossScale > 1 && areFinite(feeds);
}

function areFinite(feeds: Divergence['feeds']): boolean {
  return Object.values(feeds).every(isFinite);
}

function isFinite(values: ArrayLike<unknown>): boolean {
  return !(values instanceof Float32Array) || values.every(Number.isFinite);
}
