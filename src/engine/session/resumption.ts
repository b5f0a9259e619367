// What may be changed when a run goes on.
import type { LoadedConfig } from '../config/load-config';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';
import type { RuntimeChoice } from '../runtime/select-runtime';
import { loadRunConfig } from './run-config-file';

export interface Resumption {
  /** In all, not in addition; as a YAML value. */
  readonly epochs?: string;
  readonly runtime?: RuntimeChoice;
}

/**
 * The run's own config, with more epochs where they are asked for.
 * @throws InputError where there is nothing left to train.
 */
export async function loadResumed(
  run: Run,
  { epochs, runtime }: Resumption,
): Promise<LoadedConfig> {
  const overrides = [
    ...(epochs === undefined ? [] : [`train.epochs=${epochs}`]),
    ...(runtime === undefined ? [] : [`train.runtime=${runtime}`]),
  ];
  const loaded = await loadRunConfig(run, overrides);
  const { state, epochs_done: done } = await run.record();
  const { epochs: wanted } = loaded.config.train;
  if (wanted < done)
    throw new InputError(
      `run ${run.id} has done ${done} epochs already: ask for more than ${wanted} --epochs`,
    );
  if (state === 'finished' && (epochs === undefined || wanted === done))
    throw new InputError(
      `run ${run.id} is finished after ${done} epochs: ask for more with --epochs to train it further`,
    );
  return loaded;
}
