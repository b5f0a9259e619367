// What a session runs on, and what its run's record says of it.
import type { RunConfig } from '../config/run-config';
import type { RecordChange } from '../runs/run-writer';
import {
  chooseRuntime,
  type RuntimeChoice,
  type SelectedRuntime,
  type SelectionOptions,
} from '../runtime/select-runtime';
import type { TrainingData } from '../train/data/training-data';
import { versions } from './versions';

interface SessionRuntimeOptions extends Pick<SelectionOptions, 'excluded' | 'note'> {
  /** Goes before the config's. */
  readonly choice?: RuntimeChoice | undefined;
}

export function sessionRuntime(
  { train: { runtime, threads, precision } }: RunConfig,
  { choice = runtime, ...options }: SessionRuntimeOptions,
): Promise<SelectedRuntime> {
  return chooseRuntime(choice, {
    precision,
    ...(threads !== undefined && { threads }),
    ...options,
  });
}

/** What a run's record says of where and on what it is trained. */
export const circumstances = ({ runtime, others }: SelectedRuntime, data: TrainingData) =>
  ({
    ...recordedRuntime({ runtime, others }),
    versions: versions(),
    dataset_fingerprint: data.train.fingerprint,
  }) satisfies RecordChange;

export const recordedRuntime = ({ runtime, others }: SelectedRuntime) =>
  ({
    runtime: runtime.name,
    device: runtime.device,
    other_runtimes: { ...others },
  }) satisfies RecordChange;
