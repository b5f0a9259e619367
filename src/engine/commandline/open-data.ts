// Opens the data of a config, and says how far it is and what was left out.
import type { LoadedConfig } from '../config/load-config';
import type { Dataset } from '../dataset/dataset';
import { openTrainingData, type OpeningOptions, type TrainingData } from '../train/training-data';
import { unseenClasses } from '../train/test-labels';
import type { Output } from './output';
import { counted } from './words';

/** How many skipped files, or unknown classes, are named. */
const NAMED = 3;

/** Warns where the labels of the test samples are of no use, or not of full use. */
export async function openData(
  loaded: LoadedConfig,
  output: Output,
  signal?: AbortSignal,
): Promise<TrainingData> {
  const data = await openTrainingData(loaded, openingOptions(output, signal));
  const warning = labelWarning(data);
  if (warning !== undefined) output.warn(warning);
  return data;
}

function labelWarning({ train, test }: TrainingData): string | undefined {
  if (!test || (!train.labels && !test.labels)) return undefined;
  if (!test.labels)
    return 'the test samples have no labels: kNN and linear probe judge training samples that are held out';
  if (!train.labels)
    return 'the test samples have labels, the training samples have none: there is no kNN and no linear probe';
  const unseen = unseenClasses(train, test);
  if (unseen.length === 0) return undefined;
  const [verb, names] = [unseen.length === 1 ? 'is' : 'are', unseen.slice(0, NAMED).join(', ')];
  const more = unseen.length > NAMED ? ', …' : '';
  return `${counted(unseen.length, 'class', 'classes')} of the test samples ${verb} not among the training samples (${names}${more}): kNN and linear probe count these samples as wrong`;
}

export async function closeData({ train, test, second }: TrainingData): Promise<void> {
  await train.close();
  await test?.close();
  await second?.close();
}

export function openingOptions(output: Output, signal?: AbortSignal): OpeningOptions {
  return {
    ...(signal && { signal }),
    onProgress: (done, total) => {
      output.progress({ task: 'reading', done, total });
    },
  };
}

/** Says how many files, or rows of a table, were left out, and why the first ones were. */
export function reportSkipped({ kind, skipped }: Dataset, output: Output): void {
  if (skipped.length === 0) return;
  output.emit({ kind: 'skipped', count: skipped.length, files: skipped });
  if (output.json) return;
  const named = skipped.slice(0, NAMED).map(({ name, reason }) => `  ${name}: ${reason}`);
  const more = skipped.length > NAMED ? [`  and ${skipped.length - NAMED} more`] : [];
  const heading =
    kind === 'image'
      ? `${counted(skipped.length, 'file')} skipped:`
      : `${counted(skipped.length, 'row')} skipped (counted from 0, without a header):`;
  output.complain([heading, ...named, ...more].join('\n'));
}
