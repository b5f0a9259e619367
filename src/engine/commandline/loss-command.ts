// `negative-space loss`: an objective's value and gradient on given embeddings.
import type { Command } from 'commander';
import { readConfigFile } from '../config/config-file';
import { parseConfig } from '../config/load-config';
import type { RunConfig } from '../config/run-config';
import { writeNpy } from '../dataset/write-npy';
import { snakeCase } from '../train/metric-names';
import { defineCommand, setOption } from './define-command';
import { objectiveOf } from './objective-of';
import type { Output } from './output';
import { checkArrayTarget } from './target-file';
import { readLabels, readViews, shareOfFalseNegatives } from './view-embeddings';
import { table } from './words';

interface Options {
  readonly embeddings: string;
  readonly labels?: string;
  readonly gradient?: string;
  readonly set: readonly string[];
}

export function addLossCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'loss [config]',
    summary:
      'Evaluate the objective of a config, or the default one, on embeddings: rows 0 … B−1 are first views, rows B … 2B−1 the second views of the same samples, of any length.',
    examples: [
      'loss --embeddings z.npy',
      'loss --set negatives.weighting=hard --set objective.temperature=0.2 --embeddings z.npy --gradient g.npy',
    ],
  })
    .requiredOption('--embeddings <file>', '.npy of shape [2B, dimensions]')
    .option('--labels <file>', '.npy of B classes: also say how many negatives are false')
    .option('--gradient <file>', 'write the gradient by the rows as given to this .npy file')
    .addOption(setOption())
    .action((config: string | undefined, options: Options) => loss(output, config, options));
}

async function loss(output: Output, file: string | undefined, options: Options): Promise<void> {
  const config = await configOf(file, options.set);
  const sources = [options.embeddings, ...(options.labels === undefined ? [] : [options.labels])];
  await checkArrayTarget(options.gradient, sources);
  const views = await readViews(options.embeddings);
  const labels = options.labels && (await readLabels(options.labels, views.count / 2));
  const { figures, gradient } = await objectiveOf(views, config);
  const all: Record<string, number> = {
    ...figures,
    ...(labels && { falseNegativeShare: shareOfFalseNegatives(labels) }),
  };
  if (options.gradient !== undefined)
    await writeNpy(options.gradient, [views.count, views.width], gradient);
  const named = Object.entries(all).map(([name, value]): [string, number] => [
    snakeCase(name),
    value,
  ]);
  output.emit({ kind: 'result', ...Object.fromEntries(named) });
  output.say(table(named.map(([name, value]) => [name, String(value)])));
}

/** The data that a config names is not needed. */
async function configOf(file: string | undefined, set: readonly string[]): Promise<RunConfig> {
  if (file === undefined) return parseConfig('data: { train: none }', 'defaults', set);
  return parseConfig((await readConfigFile(file)).text, file, set);
}
