// `negative-space embed`: the embeddings of any data by a trained encoder, as .npy.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Dataset } from '../dataset/dataset';
import { writeNpy } from '../dataset/write-npy';
import { InputError } from '../input-error';
import type { RuntimeChoice } from '../runtime/select-runtime';
import { datasetViews } from '../train/views/dataset-views';
import { allRows } from '../train/report/evaluation';
import type { EmbeddedRows } from '../train/embedding/embedder';
import { openLike } from '../train/data/training-data';
import { defineCommand, runtimeOption } from './define-command';
import { findTrainedRun } from './find-run';
import { openingOptions, reportSkipped } from './open-data';
import type { Output } from './output';
import { checkArrayTarget, checkTarget } from './target-file';
import { withTrainedEncoder, type TrainedEncoder } from './trained-encoder';
import { counted } from './words';

interface Options {
  readonly out: string;
  readonly names?: string;
  readonly output?: 'encoder' | 'head';
  readonly runtime?: RuntimeChoice;
}

export function addEmbedCommand(program: Command, output: Output): void {
  defineCommand(program, {
    usage: 'embed <run> <data>',
    summary:
      'Embed images or vectors with a trained encoder. <run> is a run, or a config for its newest finished run.',
    examples: [
      'embed leaves.contrast.yaml more-leaves/ -o leaves.npy',
      'embed .negative-space/runs/2025-01-31T12-00-00Z-leaves more-leaves/ -o z.npy --output head --names names.tsv',
    ],
  })
    .requiredOption('-o, --out <file>', 'the .npy file to write, float32 [samples, dimensions]')
    .option('--names <file>', 'write the name, and label, of each row to this .tsv file')
    .addOption(
      new Option('--output <which>', 'embed by the encoder or by its projection head').choices([
        'encoder',
        'head',
      ]),
    )
    .addOption(runtimeOption())
    .action((run: string, data: string, options: Options) => embed(output, run, data, options));
}

async function embed(output: Output, name: string, path: string, options: Options): Promise<void> {
  await checkArrayTarget(options.out, [path]);
  await checkTarget(options.names, [path]);
  const run = await findTrainedRun(name);
  await withTrainedEncoder(run, options, output, async (encoder) => {
    const dataset = await openSamples(encoder, path, output);
    try {
      const { values, width } = await embedAll(encoder, dataset, output);
      await writeNpy(options.out, [dataset.length, width], values);
      if (options.names !== undefined) await writeFile(options.names, namesTable(dataset));
      const { epoch } = encoder.checkpoint;
      output.say(`${counted(dataset.length, 'sample')} in ${width} dimensions: ${options.out}`);
      output.emit({
        kind: 'result',
        run: run.id,
        epoch,
        file: options.out,
        shape: [dataset.length, width],
      });
    } finally {
      await dataset.close();
    }
  });
}

async function openSamples(
  { loaded, data }: TrainedEncoder,
  path: string,
  output: Output,
): Promise<Dataset> {
  const file = resolve(path);
  const dataset = await openLike(loaded, file, data.train, openingOptions(output));
  reportSkipped(dataset, output);
  const [shape, trained] = [dataset, data.train].map(shapeOf);
  if (shape === trained) return dataset;
  await dataset.close();
  throw new InputError(`these are ${shape}, but the encoder was trained on ${trained}`, { file });
}

const shapeOf = ({ kind, sampleShape }: Dataset): string => `${kind}s of ${sampleShape.join('×')}`;

function embedAll(
  { config, statistics, embedder, state }: TrainedEncoder,
  dataset: Dataset,
  output: Output,
): Promise<EmbeddedRows> {
  return embedder.embed(allRows(dataset), state, {
    views: datasetViews(dataset, config, statistics),
    onProgress: (done) => {
      output.progress({ task: 'embedding', done, total: dataset.length });
    },
  });
}

/** One line a row, with the class where the data has labels. */
function namesTable({ names, labels, classes }: Dataset): string {
  const cell = (text: string): string => text.replace(/[\t\r\n]/g, ' ');
  const label = (row: number): string => (labels && labels[row] >= 0 ? classes[labels[row]] : '');
  const rows = names.map((name, row) => (labels ? [name, label(row)] : [name]));
  const heading = labels ? ['name', 'label'] : ['name'];
  return [heading, ...rows].map((row) => `${row.map(cell).join('\t')}\n`).join('');
}
