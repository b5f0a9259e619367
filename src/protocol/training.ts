// Between the extension and the child process that trains one run.

export interface TrainingRequests {
  /** Starts a new run of a config file; answers when the run's folder is there. */
  train(params: { readonly config: string; readonly overrides: readonly string[] }): StartedRun;
  /** Goes on with a run from its newest checkpoint. */
  resume(params: { readonly run: string; readonly config: string }): StartedRun;
  /** Finishes the step, saves a checkpoint, and ends. Answers at once. */
  stop(params: Record<string, never>): boolean;
}

export interface StartedRun {
  /** Absolute path of the run's folder. */
  readonly run: string;
}

export interface TrainingEvents {
  /** At most ten a second; always the whole state. */
  progress: TrainingProgress;
  /** An epoch's row is in the run folder. */
  epoch: { readonly epoch: number };
  /** A sentence worth a look that does not end the training. */
  warning: { readonly sentence: string };
  /** A line for the log. */
  log: { readonly line: string };
  /** The training is over; the process ends by itself. */
  ended: TrainingEnd;
}

export interface TrainingProgress {
  readonly phase: 'reading' | 'training' | 'evaluating';
  /** What is done of `total`: samples read, or steps. */
  readonly done: number;
  readonly total: number;
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly loss?: number;
  readonly samplesPerSecond?: number;
  /** Seconds, where it can be told. */
  readonly timeLeft?: number;
  readonly device?: string;
}

export interface TrainingEnd {
  readonly outcome: 'finished' | 'stopped' | 'failed';
  /** One sentence, where it failed. */
  readonly sentence?: string;
}
