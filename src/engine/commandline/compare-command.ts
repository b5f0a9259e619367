// `negative-space compare`: trains every combination of some settings and puts their figures into a
// table.
import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { compareTrials, type Comparison, type TrialResult } from '../compare/comparison';
import { cellsOf, parseAxis } from '../compare/grid';
import { comparisonFolder, Plan } from '../compare/plan';
import { InputError } from '../input-error';
import { RunLock } from '../runs/run-lock';
import { comparisonText, jsonOf, writeComparison, type Asked } from './compare-report';
import { trainTrials } from './compare-training';
import { trialsOf, type Trial } from './compare-trials';
import { defineCommand, setOption, wholeNumber } from './define-command';
import { interruptible, type Interrupted } from './interruption';
import type { Output } from './output';
import { counted, shownPath } from './words';

interface Options {
  readonly over: readonly string[];
  readonly seeds: number;
  readonly metric: readonly string[];
  readonly set: readonly string[];
  readonly output?: string;
}

export function addCompareCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'compare <config>',
    summary:
      'Train every combination of settings and put their figures into a table. Ctrl+C stops; the same command goes on where it stopped.',
    examples: [
      'compare leaves.contrast.yaml --over objective=simclr,debiased,hcl --seeds 3',
      'compare leaves.contrast.yaml --over objective=hcl --over negatives.beta=0.5,1,2',
    ],
  })
    .addOption(several('--over <path=values>', 'a setting and its values; may be repeated'))
    .addOption(
      new Option('--seeds <number>', "trainings of each combination, from the config's seed on")
        .argParser(wholeNumber(1, 1000))
        .default(1),
    )
    .addOption(
      several('--metric <name>', 'a column of the table; may be repeated').default(
        [],
        'loss, knn_top1, probe_top1',
      ),
    )
    .option('-o, --output <folder>', 'where the tables are written')
    .addOption(setOption())
    .action((config: string, options: Options) => compareCommand(output, config, options));
}

const several = (flags: string, description: string): Option =>
  new Option(flags, description)
    .argParser((value: string, before: string[]) => [...before, value])
    .default([], 'none');

async function compareCommand(output: Output, config: string, options: Options): Promise<void> {
  const { over, set, seeds } = options;
  if (over.length === 0 && seeds === 1)
    throw new InputError('there is nothing to compare: give --over, or more than one of --seeds');
  const cells = cellsOf(over.map(parseAxis));
  const trials = await trialsOf({ config, set, cells, seeds });
  const folder = await comparisonFolder(config, [over, set]);
  const target = options.output ?? folder;
  await makeFolder(target);
  const parts = [counted(cells.length, 'combination'), counted(seeds, 'seed')];
  output.say(`${parts.join(', ')}: ${counted(trials.length, 'training')}`);
  const results = await trainAll(trials, folder, output);
  await report(compareTrials(cells, results.trials, options.metric), results, {
    asked: { config: basename(config), over, set, seeds },
    target,
    output,
  });
}

async function report(
  comparison: Comparison,
  { trials, interrupted }: Results,
  { asked, target, output }: { asked: Asked; target: string; output: Output },
): Promise<void> {
  const files = await writeComparison(target, comparison, asked);
  const outcome = interrupted ? 'stopped' : 'finished';
  output.emit({ kind: 'result', outcome, ...jsonOf(comparison, asked), files });
  output.say(`\n${comparisonText(comparison)}\n`);
  for (const file of files) output.say(shownPath(file));
  if (interrupted) output.say('go on: the same command again');
  process.exitCode = interrupted?.exitCode ?? failureCode(trials, output);
}

interface Results {
  readonly trials: readonly TrialResult[];
  /** Why the trainings were stopped, where they were. */
  readonly interrupted?: Interrupted;
}

async function trainAll(
  trials: readonly Trial[],
  folder: string,
  output: Output,
): Promise<Results> {
  const onStop = (): void => {
    output.complain('stopping after this step; press Ctrl+C again to end at once');
  };
  const lock = await RunLock.take(folder);
  try {
    return await interruptible(onStop, async (signal) => {
      const done = await trainTrials(trials, await Plan.open(folder), { output, signal });
      return { trials: done, ...(signal.aborted && { interrupted: signal.reason as Interrupted }) };
    });
  } finally {
    await lock.release();
  }
}

function failureCode(trials: readonly TrialResult[], output: Output): number {
  const failed = trials.filter(({ state }) => state === 'failed').length;
  if (failed === 0) return 0;
  output.complain(
    `${counted(failed, 'training')} of ${trials.length} failed: the same command tries them again`,
  );
  return 2;
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    throw new InputError('this is a file: name a folder to write to', { file: folder });
  });
}
