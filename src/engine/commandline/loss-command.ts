// `negative-space loss`: an objective's value and gradient on given embeddings.
import type { Command } from 'commander';
import { writeNpy } from '../dataset/write-npy';
import { snakeCase } from '../train/report/metric-names';
import { defineCommand } from './define-command';
import { falseNegativeShare } from './false-negative-share';
import { readGivenRows } from './given-rows';
import { givenSettings } from './given-settings';
import { objectiveOf } from './objective-of';
import type { Output } from './output';
import { addRowOptions, rowsInWords, sourcesOf, type RowOptions } from './row-options';
import { checkArrayTarget } from './target-file';
import { table } from './words';

interface Options extends RowOptions {
  readonly gradient?: string;
}

export function addLossCommand(program: Command, output: Output): void {
  const command = defineCommand(program, {
    usage: 'loss [config]',
    summary: `Evaluate the objective of a config, or the default one, on embeddings. ${rowsInWords}`,
    examples: [
      'loss --embeddings z.npy',
      'loss --set negatives.weighting=hard --set objective.temperature=0.2 --embeddings z.npy --gradient g.npy',
      'loss --set objective.name=supcon --embeddings z.npy --views 1 --labels y.npy',
    ],
  });
  addRowOptions(command)
    .option('--gradient <file>', 'write the gradient by the rows as given to this .npy file')
    .action((config: string | undefined, options: Options) => loss(output, config, options));
}

async function loss(output: Output, file: string | undefined, options: Options): Promise<void> {
  const settings = await givenSettings(file, options);
  await checkArrayTarget(options.gradient, sourcesOf(options));
  const rows = await readGivenRows(options, settings);
  const { figures, gradient } = await objectiveOf(rows, settings);
  const share = falseNegativeShare(rows, settings);
  const all = { ...figures, ...(share !== undefined && { falseNegativeShare: share }) };
  const { width } = rows.plain;
  if (options.gradient !== undefined)
    await writeNpy(options.gradient, [rows.divisors.length, width], gradient);
  const named = Object.entries(all).map(([name, value]): [string, number] => [
    snakeCase(name),
    value,
  ]);
  output.emit({ kind: 'result', ...Object.fromEntries(named) });
  output.say(table(named.map(([name, value]) => [name, String(value)])));
}
