// Opens the data of a config, and says how far it is and what was left out.
import type { LoadedConfig } from '../config/load-config';
import type { Dataset } from '../dataset/dataset';
import { openTrainingData, type OpeningOptions, type TrainingData } from '../train/training-data';
import type { Output } from './output';
import { counted } from './words';

/** How many skipped files are named. */
const NAMED = 3;

export function openData(
  loaded: LoadedConfig,
  output: Output,
  signal?: AbortSignal,
): Promise<TrainingData> {
  return openTrainingData(loaded, openingOptions(output, signal));
}

export async function closeData({ train, test }: TrainingData): Promise<void> {
  await train.close();
  await test?.close();
}

export function openingOptions(output: Output, signal?: AbortSignal): OpeningOptions {
  return {
    ...(signal && { signal }),
    onProgress: (done, total) => {
      output.progress({ task: 'reading', done, total });
    },
  };
}

/** Says how many files were left out, and why the first ones were. */
export function reportSkipped({ skipped }: Dataset, output: Output): void {
  if (skipped.length === 0) return;
  output.emit({ kind: 'skipped', count: skipped.length, files: skipped });
  if (output.json) return;
  const named = skipped.slice(0, NAMED).map(({ name, reason }) => `  ${name}: ${reason}`);
  const more = skipped.length > NAMED ? [`  and ${skipped.length - NAMED} more`] : [];
  output.complain([`${counted(skipped.length, 'file')} skipped:`, ...named, ...more].join('\n'));
}
