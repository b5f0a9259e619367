// How far reading is, and what was left out, on the command line.
import type { Dataset } from '../dataset/dataset';
import type { OpeningOptions } from '../train/data/training-data';
import type { Output } from './output';
import { counted } from './words';

/** How many skipped files are named. */
const NAMED = 3;

export function openingOptions(output: Output): OpeningOptions {
  return {
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
