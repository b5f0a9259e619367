// What to say when the loss or the weights are no numbers any more.
import type { RunConfig } from '../../config/run-config';
import { InputError } from '../../input-error';
import type { CheckpointContent } from '../../runs/checkpoints';
import type { State } from '../../runtime/runtime';

interface Place {
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
  readonly config: RunConfig;
  readonly lastCheckpoint: number | undefined;
}

interface Divergence extends Place {
  readonly loss: number;
  readonly feeds: Readonly<Record<string, ArrayLike<unknown>>>;
  readonly state: State;
}

/** One sentence with the step, the likely cause and what to do. */
export async function divergenceError(divergence: Divergence): Promise<InputError> {
  const { step, epoch, loss } = divergence;
  return new InputError(
    `the loss became ${loss} at step ${step} (epoch ${epoch}): ${await cause(divergence)} ${kept(divergence)}`,
  );
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

async function cause({ config, feeds, state }: Divergence): Promise<string> {
  if (!Object.values(feeds).every(isFinite))
    return 'the samples of this batch hold values that are not finite; mend or leave out those rows.';
  if (await anyNotFinite(state)) return tooFast(config);
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

function isFinite(values: ArrayLike<unknown>): boolean {
  return !(values instanceof Float32Array) || values.every(Number.isFinite);
}
