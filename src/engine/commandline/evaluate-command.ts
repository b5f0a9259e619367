// `negative-space evaluate`: every figure of a trained encoder on its run's data.
import type { Command } from 'commander';
import type { RuntimeChoice } from '../runtime/select-runtime';
import { datasetViews } from '../train/views/dataset-views';
import { evaluateState, type Evaluation } from '../train/report/evaluation';
import { snakeCase } from '../train/report/metric-names';
import { defineCommand, runtimeOption, wholeNumber } from './define-command';
import { figure } from './figures';
import { findTrainedRun } from './find-run';
import type { Output } from './output';
import { withTrainedEncoder, type TrainedEncoder } from './trained-encoder';
import { table } from './words';

interface Options {
  readonly checkpoint?: number;
  readonly runtime?: RuntimeChoice;
}

export function addEvaluateCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'evaluate <run>',
    summary:
      'Judge a trained encoder on the data of its run: kNN, linear probe, alignment, uniformity, rank. <run> is a run, or a config for its newest finished run.',
    examples: ['evaluate leaves.contrast.yaml', 'evaluate leaves.contrast.yaml --checkpoint 10'],
  })
    .option(
      '--checkpoint <epoch>',
      'epoch of the checkpoint to judge; default: the newest',
      wholeNumber(0, 1_000_000),
    )
    .addOption(runtimeOption())
    .action((run: string, options: Options) => evaluateRun(output, run, options));
}

async function evaluateRun(output: Output, name: string, options: Options): Promise<void> {
  const run = await findTrainedRun(name);
  const choice = { epoch: options.checkpoint, runtime: options.runtime };
  await withTrainedEncoder(run, choice, output, async (encoder) => {
    const { report } = await judge(encoder);
    const named: Readonly<Record<string, number>> = { ...report };
    const figures = Object.entries(named).map(([title, value]): [string, number] => [
      snakeCase(title),
      value,
    ]);
    const { epoch } = encoder.checkpoint;
    output.emit({ kind: 'result', run: run.id, epoch, figures: Object.fromEntries(figures) });
    output.say(`${run.id} after epoch ${epoch}:`);
    output.say(table(figures.map(([title, value]) => [title, figure(title, value)])));
  });
}

/** With the views that the training drew when it evaluated after the same epoch. */
function judge(encoder: TrainedEncoder): Promise<Evaluation> {
  const { config, data, statistics, checkpoint, state } = encoder;
  const setup = {
    ...encoder,
    ...(data.test && { testViews: datasetViews(data.test, config, statistics) }),
  };
  return evaluateState(setup, state, Math.max(0, checkpoint.epoch - 1));
}
