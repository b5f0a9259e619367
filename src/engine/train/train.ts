// A training from first to last step: epochs, evaluation, checkpoints, and the run folder's rows.
import { setImmediate as breathe } from 'node:timers/promises';
import type { RunConfig } from '../config/run-config';
import { InputError } from '../input-error';
import type { Runtime } from '../runtime/runtime';
import type { Checkpoint } from '../runs/checkpoints';
import type { RunRecord } from '../runs/run-record';
import type { RunWriter } from '../runs/run-writer';
import { captureState, type Progress } from './checkpoint-state';
import { divergenceError, stateError } from './report/divergence';
import { batchRows } from './data/epoch-order';
import type { Step, StepPlace } from './step/stepper';
import { prepareTraining, type PreparedTraining } from './prepare-training';
import type { TrainingData } from './data/training-data';
import type { TrainingEvent } from './report/training-event';

export interface TrainingJob {
  readonly config: RunConfig;
  readonly data: TrainingData;
  readonly runtime: Runtime;
  /** Open, and turned back to `checkpoint` where there is one. */
  readonly run: RunWriter;
  readonly checkpoint?: Checkpoint | undefined;
  /** Stops after the step that is going on, with a checkpoint. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: TrainingEvent) => void;
}

export type TrainingOutcome = 'finished' | 'stopped';

/**
 * Trains until the config's epochs are done, and writes all of it to the run. The run's record says
 * how it ended, also when this throws.
 * @throws InputError where the config does not fit the data, or the loss or the weights are no numbers
 * any more.
 */
export async function train(job: TrainingJob): Promise<TrainingOutcome> {
  try {
    const training = await Training.prepare(job);
    try {
      const outcome = await training.run();
      await job.run.update({ state: outcome, best: training.best });
      return outcome;
    } finally {
      await training.dispose();
    }
  } catch (error) {
    const sentence = error instanceof InputError ? error.message : 'an internal error, see the log';
    // Why the training ended matters more than that its record cannot say so.
    await job.run.update({ state: 'failed', error: sentence }).catch(() => undefined);
    throw error;
  }
}

class Training {
  private progress: Progress;
  private lastCheckpoint: number | undefined;

  private constructor(
    private readonly job: TrainingJob,
    private readonly prepared: PreparedTraining,
  ) {
    this.progress = prepared.progress;
    this.lastCheckpoint = job.checkpoint?.epoch;
  }

  static async prepare(job: TrainingJob): Promise<Training> {
    return new Training(job, await prepareTraining(job));
  }

  async run(): Promise<TrainingOutcome> {
    const first = this.job.checkpoint?.epoch ?? 0;
    for (let epoch = first; !this.isDone(epoch); epoch++) {
      const went = (await this.trainEpoch(epoch)) && (await this.endEpoch(epoch));
      if (!went) return this.stop(epoch);
    }
    // Also where nothing was left to train: the last process may have been killed before this.
    await this.prepared.reporter.writeEncoder();
    return 'finished';
  }

  get best(): RunRecord['best'] {
    return this.prepared.reporter.best;
  }

  async dispose(): Promise<void> {
    try {
      await this.prepared.stepper.dispose();
    } finally {
      await this.prepared.reporter.dispose();
    }
  }

  /** Whether `epoch`, of which steps may have been done, is one too many. */
  private isDone(epoch: number): boolean {
    const { epochs, max_steps: maxSteps = Infinity } = this.job.config.train;
    const { step, stepsInEpoch } = this.progress;
    return epoch >= epochs || (stepsInEpoch === 0 && step >= maxSteps);
  }

  /** False where it was stopped. */
  private async trainEpoch(epoch: number): Promise<boolean> {
    const { config, data, signal } = this.job;
    const { seed, batch_size: batchSize, max_steps: maxSteps = Infinity } = config.train;
    this.prepared.reporter.beginEpoch(this.progress.sums);
    while (this.progress.stepsInEpoch < this.prepared.stepsPerEpoch) {
      // Lets signals and messages in: a run of a graph keeps this thread.
      await breathe();
      if (signal?.aborted) return false;
      const { step, stepsInEpoch } = this.progress;
      if (step >= maxSteps) break;
      const left = Math.min(this.prepared.stepsPerEpoch - stepsInEpoch, maxSteps - step);
      const steps = Array.from(
        { length: Math.min(this.prepared.stepper.stride, left) },
        (_, i) => ({
          rows: batchRows(data.train.length, batchSize, seed, epoch, stepsInEpoch + i),
          place: this.placeOf(step + 1 + i, epoch),
        }),
      );
      await this.take(steps);
    }
    return true;
  }

  private placeOf(step: number, epoch: number): StepPlace {
    const { stepsPerEpoch, reporter } = this.prepared;
    return { step, epoch, stepsPerEpoch, losses: reporter.losses };
  }

  private async take(steps: readonly Step[]): Promise<void> {
    const results = await this.prepared.stepper.steps(steps);
    for (const [i, { rows, place }] of steps.entries()) {
      const result = results[i];
      if (!Number.isFinite(result.loss)) throw await this.diverged(steps[i], result.loss);
      const sums = this.prepared.reporter.addStep(result, place, rows.length);
      const { stepsInEpoch } = this.progress;
      this.progress = { step: place.step, stepsInEpoch: stepsInEpoch + 1, sums };
    }
  }

  private async diverged({ rows, place: { step, epoch } }: Step, loss: number): Promise<Error> {
    return divergenceError({
      step,
      epoch: epoch + 1,
      loss,
      config: this.job.config,
      feeds: await this.prepared.views.feedPair(rows, epoch),
      state: this.prepared.stepper.state,
      lastCheckpoint: this.lastCheckpoint,
    });
  }

  /** The checkpoint of an epoch that is not done: resuming goes on after its last step. */
  private async stop(epoch: number): Promise<TrainingOutcome> {
    await this.saveCheckpoint(epoch);
    return 'stopped';
  }

  /** False where its evaluation was stopped. */
  private async endEpoch(epoch: number): Promise<boolean> {
    const done = epoch + 1;
    const { config, run, signal } = this.job;
    const { epochs, max_steps: maxSteps = Infinity } = config.train;
    const last = done === epochs || this.progress.step >= maxSteps;
    const due = config.evaluate.every > 0 && done % config.evaluate.every === 0;
    try {
      await this.prepared.reporter.endEpoch(epoch, this.progress, last || due);
    } catch (error) {
      if (signal?.aborted && error === signal.reason) return false;
      throw error;
    }
    this.progress = { step: this.progress.step, stepsInEpoch: 0, sums: {} };
    if (last || done % config.train.checkpoint_every === 0) await this.saveCheckpoint(done);
    await run.update({ epochs_done: done, best: this.prepared.reporter.best });
    return true;
  }

  private async saveCheckpoint(epoch: number): Promise<void> {
    const { config, run } = this.job;
    const { progress, lastCheckpoint } = this;
    const content = await captureState(this.prepared.stepper, progress);
    // A checkpoint that cannot be trained on must not replace one that can.
    const current = Math.ceil(progress.step / this.prepared.stepsPerEpoch);
    const place = { step: progress.step, epoch: current, config, lastCheckpoint };
    const error = stateError(content, place);
    if (error) throw error;
    await run.saveCheckpoint(epoch, content);
    this.lastCheckpoint = epoch;
  }
}
