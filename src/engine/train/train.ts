// A training from first to last step: epochs, evaluation, checkpoints, and the run folder's rows.
import { setImmediate as breathe } from 'node:timers/promises';
import type { RunConfig } from '../config/run-config';
import { InputError } from '../input-error';
import type { Runtime } from '../runtime/runtime';
import type { Checkpoint } from '../runs/checkpoints';
import type { RunRecord } from '../runs/run-record';
import type { RunWriter } from '../runs/run-writer';
import { captureState, type Progress } from './checkpoint-state';
import { divergenceError, lossesError, mayGoOn, stateError } from './report/divergence';
import { batchRows } from './data/epoch-order';
import { haveLoss } from './report/step-sums';
import type { Step, StepResult, TakenStep } from './step/stepper';
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
  /** Of the steps whose results are known. */
  private progress: Progress;
  /** Steps that were begun since. */
  private ahead = 0;
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

  /** False where it was stopped. All steps that were begun are done then. */
  private async trainEpoch(epoch: number): Promise<boolean> {
    this.prepared.reporter.beginEpoch(this.progress.sums);
    const went = await this.beginSteps(epoch);
    await this.take(await this.prepared.stepper.settle());
    return went;
  }

  private async beginSteps(epoch: number): Promise<boolean> {
    const { stepper, stepsPerEpoch } = this.prepared;
    const { max_steps: maxSteps = Infinity } = this.job.config.train;
    for (;;) {
      const step = this.progress.step + this.ahead;
      const inEpoch = this.progress.stepsInEpoch + this.ahead;
      const left = Math.min(stepsPerEpoch - inEpoch, maxSteps - step);
      if (left <= 0) return true;
      // Lets signals and messages in: a run of a graph keeps this thread.
      await breathe();
      if (this.job.signal?.aborted) return false;
      const steps = Array.from({ length: Math.min(stepper.stride, left) }, (_, i) =>
        this.stepOf(epoch, inEpoch + i, step + 1 + i),
      );
      this.ahead += steps.length;
      await this.take(await stepper.begin(steps));
    }
  }

  private stepOf(epoch: number, inEpoch: number, step: number): Step {
    const { config, data } = this.job;
    const { stepsPerEpoch, reporter } = this.prepared;
    const { seed, batch_size: batchSize } = config.train;
    return {
      rows: batchRows(data.train.length, batchSize, seed, epoch, inEpoch),
      place: { step, epoch, stepsPerEpoch, losses: reporter.losses },
    };
  }

  private async take(taken: readonly TakenStep[]): Promise<void> {
    for (const { step, result } of taken) {
      await this.check(step, result);
      const { rows, place } = step;
      const sums = this.prepared.reporter.addStep(result, place, rows.length);
      const { stepsInEpoch } = this.progress;
      this.progress = { step: place.step, stepsInEpoch: stepsInEpoch + 1, sums };
      this.ahead -= 1;
    }
  }

  private async check({ rows, place: { step, epoch } }: Step, result: StepResult): Promise<void> {
    if (Number.isFinite(result.loss) && result.skipped !== 1) return;
    const feeds = await this.prepared.views.feedPair(rows, epoch);
    if (mayGoOn(result, feeds)) return;
    const { config } = this.job;
    const { state } = this.prepared.stepper;
    const { lastCheckpoint } = this;
    const place = { step, epoch: epoch + 1, config, lastCheckpoint };
    throw await divergenceError({ ...place, result, feeds, state });
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
    if (!haveLoss(this.progress.sums)) throw lossesError(done);
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
