// What a training reports: steps to the listener, rows to the run, evaluations and embeddings.
import { InputError } from '../../input-error';
import { annealsUpper, betaAt, upperAt } from '../../negatives/annealing';
import type { MetricsRow } from '../../runs/metrics-log';
import type { RunRecord } from '../../runs/run-record';
import type { Progress } from '../checkpoint-state';
import { collapseWarning } from './collapse';
import { encoderFile, secondEncoderFile } from '../embedding/encoder-file';
import type { EncoderStatistics } from '../data/encoder-statistics';
import { epochFiles } from './epoch-files';
import { stepsPerEpoch } from '../data/epoch-order';
import { evaluateState, type EvaluationSetup } from './evaluation';
import { bestOf, snakeCase } from './metric-names';
import { metricsOf, withStep } from './step-sums';
import { learningRate } from '../step/schedule';
import type { StepPlace, Stepper, StepResult } from '../step/stepper';
import type { TrainingJob } from '../train';
import type { ViewSource } from '../views/view-source';

interface Setup extends TrainingJob {
  readonly statistics: EncoderStatistics;
  readonly views: ViewSource;
  readonly evaluation: EvaluationSetup;
  readonly stepper: Stepper;
}

export class Reporter {
  private sums: Progress['sums'] = {};
  private epochStarted = 0;
  private samples = 0;
  private collapsed = false;

  /** The best values so far. */
  best: RunRecord['best'];
  /** Mean loss of every epoch that is done. */
  readonly losses: number[];

  /** `rows`: of the epochs before, where a run goes on; its record may know of some that were turned back. */
  constructor(
    private readonly setup: Setup,
    rows: readonly MetricsRow[],
  ) {
    this.best = rows.reduce<RunRecord['best']>(bestOf, {});
    this.losses = rows.map(({ loss }) => loss);
  }

  beginEpoch(sums: Progress['sums']): void {
    this.sums = sums;
    this.epochStarted = performance.now();
    this.samples = 0;
  }

  /** The sums of the epoch's figures so far. */
  addStep(result: StepResult, place: StepPlace, samples: number): Progress['sums'] {
    this.sums = withStep(this.sums, result);
    this.samples += samples;
    if (Number.isFinite(result.loss)) this.tell(result, place);
    return this.sums;
  }

  private tell({ loss }: StepResult, place: StepPlace): void {
    const { epochs, max_steps: maxSteps = Infinity } = this.setup.config.train;
    this.setup.onEvent?.({
      kind: 'step',
      step: place.step,
      steps: Math.min(epochs * place.stepsPerEpoch, maxSteps),
      epoch: place.epoch + 1,
      epochs,
      loss,
      samplesPerSecond: this.samplesPerSecond(),
    });
  }

  /** Writes the epoch's row, with an evaluation where one is due. */
  async endEpoch(epoch: number, { step, stepsInEpoch }: Progress, due: boolean): Promise<void> {
    const { config, data, run, onEvent } = this.setup;
    const { epochs, batch_size: batchSize } = config.train;
    // A process that goes on after the last step of an epoch has trained nothing of it.
    const rate = this.samples > 0 ? { samples_per_second: this.samplesPerSecond() } : {};
    const perEpoch = stepsPerEpoch(data.train.length, batchSize);
    const metrics: MetricsRow = {
      epoch: epoch + 1,
      step,
      ...metricsOf(this.sums, stepsInEpoch),
      learning_rate: learningRate(step, perEpoch, epochs, config.optimizer),
      ...this.scheduled(epoch),
      ...rate,
      ...(due && (await this.evaluated(epoch))),
    };
    this.best = bestOf(this.best, metrics);
    this.losses.push(metrics.loss);
    await run.appendMetrics(metrics);
    onEvent?.({ kind: 'epoch', metrics });
    this.warnOfCollapse(metrics);
  }

  /** What of the counting of negatives was of this epoch. */
  private scheduled(epoch: number): Record<string, number> {
    const { negatives, train } = this.setup.config;
    if (negatives.weighting === 'hard') return { beta: betaAt(epoch, train.epochs, negatives) };
    if (!annealsUpper(negatives)) return {};
    return { upper: upperAt(epoch, this.losses, negatives) };
  }

  /** Once: a collapse lasts. */
  private warnOfCollapse(metrics: MetricsRow): void {
    const sentence = this.collapsed ? undefined : collapseWarning(metrics, this.setup.config);
    if (sentence === undefined) return;
    this.collapsed = true;
    this.setup.onEvent?.({ kind: 'warning', sentence });
  }

  /** The encoder as it stands, as `encoder.onnx`; that of a second input as `second-encoder.onnx`. */
  async writeEncoder(): Promise<void> {
    const { run, stepper } = this.setup;
    await run.writeFile('encoder.onnx', await encoderFile(this.setup, stepper.state));
    const second = await secondEncoderFile(this.setup, stepper.state);
    if (second) await run.writeFile('second-encoder.onnx', second);
  }

  async dispose(): Promise<void> {
    await this.setup.evaluation.embedder.dispose();
  }

  /** Figures of an evaluation; embeddings that cannot be judged are a warning, not the end. */
  private async evaluated(epoch: number): Promise<Record<string, number>> {
    const { evaluation, stepper, run, onEvent } = this.setup;
    onEvent?.({ kind: 'evaluating', epoch: epoch + 1 });
    try {
      const evaluated = await evaluateState(evaluation, stepper.state, epoch);
      const { report } = evaluated;
      await run.saveEpoch(epoch + 1, epochFiles(evaluated));
      return Object.fromEntries(
        Object.entries(report).map(([name, value]) => [snakeCase(name), value]),
      );
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      onEvent?.({
        kind: 'warning',
        sentence: `no evaluation after epoch ${epoch + 1}: ${error.message}`,
      });
      return {};
    }
  }

  private samplesPerSecond(): number {
    return (this.samples / (performance.now() - this.epochStarted)) * 1000;
  }
}
