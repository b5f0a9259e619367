// What a session tells whoever started it: the command line, or a process of the editor's.
import type { LoadedConfig } from '../config/load-config';
import type { Dataset } from '../dataset/dataset';
import type { Run } from '../runs/run';
import type { Runtime } from '../runtime/runtime';
import type { TrainingData } from '../train/data/training-data';
import type { TrainingEvent } from '../train/report/training-event';

export interface SessionListener {
  /** The settings are known and valid; nothing is read yet. */
  onConfig?(loaded: LoadedConfig, epochsDone: number): void;
  /** Samples read so far, as often as one is. */
  onReading?(done: number, total: number): void;
  onWarning(sentence: string, remedy?: Remedy): void;
  /** Samples of a dataset were left out: `skipped` is not empty. */
  onSkipped(dataset: Dataset): void;
  /** The run has its folder, and is about to be trained; it waits for what this returns. */
  onStart(started: StartedSession): void | Promise<void>;
  onEvent(event: TrainingEvent): void;
  /** The run goes on with another runtime, for its device has failed. */
  onRuntime?(runtime: Runtime): void;
}

/** What the person may do about a warning; how, depends on where they are. */
export type Remedy = 'train-anew';

export interface StartedSession {
  readonly loaded: LoadedConfig;
  readonly data: TrainingData;
  readonly runtime: Runtime;
  readonly run: Run;
}
