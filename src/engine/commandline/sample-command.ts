// `negative-space sample`: writes the herbarium, the sample workspace.
import type { Command } from 'commander';
import { writeHerbarium } from '../sample/herbarium';
import { defineCommand, wholeNumber } from './define-command';
import type { Output } from './output';
import { shownPath } from './words';

interface Options {
  readonly seed: number;
  readonly perSpecies: number;
}

export function addSampleCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'sample <directory>',
    summary:
      'Write a sample workspace: pictures of leaves with planted faults, and a config to train on them.',
    examples: ['sample herbarium', 'sample small --per-species 20 --seed 7'],
  })
    .option('--seed <number>', 'seed of the pictures', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--per-species <number>', 'sheets of each of 12 species', wholeNumber(1, 10_000), 100)
    .action((directory: string, options: Options) => sample(output, directory, options));
}

async function sample(
  output: Output,
  directory: string,
  { seed, perSpecies }: Options,
): Promise<void> {
  const summary = await writeHerbarium(directory, {
    seed,
    perSpecies,
    onProgress: (done, total) => {
      output.progress({ task: 'drawing', done, total });
    },
  });
  output.say(
    `${summary.images} pictures of ${summary.species} species are in ${summary.imageFolder}.`,
  );
  output.say(`Train on them: negative-space train ${shownPath(summary.configFile)}`);
  output.emit({ kind: 'result', ...summary });
}
