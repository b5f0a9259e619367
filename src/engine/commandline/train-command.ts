// `negative-space train`: trains a config, or goes on with a run of it.
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../input-error';
import type { RuntimeChoice } from '../runtime/select-runtime';
import type { SessionListener } from '../session/session-listener';
import { trainAnew, trainOn, type SessionResult } from '../session/training-session';
import { defineCommand, runtimeOption, setOption } from './define-command';
import { findRun, findUnfinishedRun } from './find-run';
import { interruptible, type Interrupted } from './interruption';
import type { Output } from './output';
import { sessionReport } from './session-report';
import { reportResult } from './training-report';
import { shellWord } from './words';

interface Options {
  readonly resume?: true | string;
  readonly epochs?: string;
  readonly seed?: string;
  readonly runtime?: RuntimeChoice;
  readonly set: readonly string[];
}

export function addTrainCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'train <config>',
    summary:
      'Train the encoder that a config describes. Ctrl+C stops with a checkpoint; --resume goes on from it as if nothing had happened.',
    examples: [
      'train leaves.contrast.yaml',
      'train leaves.contrast.yaml --epochs 5 --set negatives.beta=2',
      'train leaves.contrast.yaml --resume',
    ],
  })
    .option('--resume [run]', "go on with a run, or with this config's newest unfinished one")
    .option('--epochs <number>', 'passes over the samples; with --resume in all, not in addition')
    .option('--seed <number>', 'seed of every random choice')
    .addOption(runtimeOption())
    .addOption(setOption())
    .action((config: string, options: Options) => trainCommand(output, config, options));
}

async function trainCommand(output: Output, config: string, options: Options): Promise<void> {
  const onStop = (): void => {
    output.complain('stopping after this step; press Ctrl+C again to end at once');
  };
  await interruptible(onStop, async (signal) => {
    const result = await trainAs(config, options, { listener: sessionReport(output), signal });
    reportResult(result, output);
    if (result.outcome === 'finished') return;
    output.say(`go on: negative-space train ${shellWord(config)} --resume`);
    process.exitCode = (signal.reason as Interrupted).exitCode;
  });
}

async function trainAs(
  config: string,
  options: Options,
  place: { readonly listener: SessionListener; readonly signal: AbortSignal },
): Promise<SessionResult> {
  const { resume, set, seed, runtime, epochs } = options;
  if (resume === undefined) return trainAnew(config, overridesOf(options), place);
  if (set.length > 0 || seed !== undefined)
    throw new InputError(
      '--resume goes on with the settings the run was started with: leave out --set and --seed',
    );
  const run =
    resume === true
      ? await findUnfinishedRun(config)
      : await findRun(resume, dirname(resolve(config)));
  const resumption = {
    configFile: config,
    ...(epochs !== undefined && { epochs }),
    ...(runtime && { runtime }),
  };
  return trainOn(run, resumption, place);
}

/** The options that are settings of their own come last: they win. */
function overridesOf({ set, epochs, seed, runtime }: Options): string[] {
  const own = { epochs, seed, runtime };
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return [...set, ...given.map(([name, value]) => `train.${name}=${value ?? ''}`)];
}
