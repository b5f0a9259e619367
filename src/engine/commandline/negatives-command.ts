// `negative-space negatives`: the hardest negatives of an anchor, and which of them are probably false.
import type { Command } from 'commander';
import { EpochInspection } from '../inspect/epoch-inspection';
import { reviewedPairs } from '../inspect/reviewed-pairs';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';
import { selectRuntime } from '../runtime/select-runtime';
import { loadRunConfig } from '../session/run-config-file';
import { closeData, openData } from '../session/session-data';
import { configPartners } from '../train/relations/config-partners';
import { findRelations } from '../train/relations/find-relations';
import { readReviews, reviewFile } from '../train/relations/review-file';
import { defineCommand, wholeNumber } from './define-command';
import { findTrainedRun } from './find-run';
import { emitReport, sayReport, type ShownReport } from './negatives-report';
import type { Output } from './output';
import { sampleNamed } from './sample-named';
import { sessionReport } from './session-report';

interface Options {
  readonly anchor: string;
  readonly epoch?: number;
  readonly top: number;
}

const TOP = 20;

export function addNegativesCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'negatives <run>',
    summary:
      'List the hardest negatives of a sample: rank, cosine, weight in the loss, share of the gradient ' +
      '(below 0 it is pulled closer), and the probability of being a false negative, with a band that holds 80 % ' +
      'of what is likely. Weight and share are those of a batch that held all samples. Labels, where there ' +
      'are any, play no part in the probability. <run> is a run, or a config for its newest finished run.',
    examples: [
      'negatives leaves.contrast.yaml --anchor quercus/robur/0012.png',
      'negatives leaves.contrast.yaml --anchor 40 --epoch 10 --top 50 --json',
    ],
  })
    .requiredOption('--anchor <sample>', 'its name, or its row from 0')
    .option(
      '--epoch <epoch>',
      'an epoch that was evaluated; default: the newest',
      wholeNumber(1, 1_000_000),
    )
    .option('--top <count>', 'how many of the hardest negatives', wholeNumber(1, 1_000_000), TOP)
    .action((run: string, options: Options) => list(output, run, options));
}

async function list(output: Output, name: string, options: Options): Promise<void> {
  const run = await findTrainedRun(name);
  const report = await reportOf(run, options, output);
  emitReport(output, report);
  sayReport(output, report);
}

async function reportOf(run: Run, options: Options, output: Output): Promise<ShownReport> {
  const epoch = await epochOf(run, options.epoch);
  const loaded = await loadRunConfig(run);
  const { config } = loaded;
  const data = await openData(loaded, sessionReport(output));
  try {
    const { names, classes, labels, length } = data.train;
    const index = sampleNamed(options.anchor, names);
    const runtime = await selectRuntime('cpu', threadsOf(config.train));
    const partnered = configPartners(data, config).differ;
    const note = (sentence: string): void => {
      output.warn(sentence);
    };
    const inspection = await EpochInspection.open({
      ...{ run, epoch, config, runtime },
      samples: { count: length, classes, labels },
      relations: await findRelations({ config, data, runtime, partnered, note }),
      reviews: reviewedPairs(names, data.reviews ?? (await readReviews(reviewFile(loaded)))),
      onProgress: (done, total) => {
        output.progress({ task: 'comparing', done, total });
      },
    });
    const anchor = inspection.anchor({ index, top: options.top });
    return { run: run.id, anchor, quality: inspection.quality, names, classes, labels };
  } finally {
    await closeData(data);
  }
}

const threadsOf = ({ threads }: { readonly threads?: number }) =>
  threads === undefined ? {} : { threads };

/** @throws InputError where the run has no vectors, or not of that epoch. */
async function epochOf(run: Run, wanted: number | undefined): Promise<number> {
  const epochs = await run.epochs();
  const epoch = wanted ?? epochs.at(-1);
  if (epoch === undefined)
    throw new InputError(
      `run ${run.id} has no stored vectors: they are kept at each evaluation, so train it to its end, or with evaluate.every above 0`,
    );
  if (epochs.includes(epoch)) return epoch;
  const there = epochs.length === 0 ? 'none' : epochs.join(', ');
  throw new InputError(
    `run ${run.id} has no vectors of epoch ${epoch}: there are those of ${there}`,
  );
}
