// What to say when the loss is no number any more.
import type { RunConfig } from '../config/run-config';
import { InputError } from '../input-error';
import type { State } from '../runtime/runtime';

interface Divergence {
  readonly step: number;
  readonly epoch: number;
  readonly loss: number;
  readonly config: RunConfig;
  readonly feeds: Readonly<Record<string, ArrayLike<unknown>>>;
  readonly state: State;
  readonly lastCheckpoint: number | undefined;
}

/** One sentence with the step, the likely cause and what to do. */
export async function divergenceError(divergence: Divergence): Promise<InputError> {
  const { step, epoch, loss, lastCheckpoint } = divergence;
  const kept =
    lastCheckpoint === undefined
      ? 'There is no checkpoint yet.'
      : `The checkpoint after epoch ${lastCheckpoint} is kept.`;
  return new InputError(
    `the loss became ${loss} at step ${step} (epoch ${epoch}): ${await cause(divergence)} ${kept}`,
  );
}

async function cause({ config, feeds, state }: Divergence): Promise<string> {
  for (const values of Object.values(feeds)) {
    if (values instanceof Float32Array && !values.every(Number.isFinite))
      return 'the samples of this batch hold values that are not finite; mend or leave out those rows.';
  }
  const { optimizer, objective } = config;
  if (await anyNotFinite(state))
    return `the weights left the range of 32-bit floats; lower optimizer.lr (now ${optimizer.lr}) or set optimizer.clip_norm: 1.`;
  return `raise objective.temperature (now ${objective.temperature}) or lower optimizer.lr (now ${optimizer.lr}).`;
}

async function anyNotFinite(state: State): Promise<boolean> {
  for (const name of state.names) {
    const values = await state.read(name);
    if (values instanceof Float32Array && !values.every(Number.isFinite)) return true;
  }
  return false;
}
