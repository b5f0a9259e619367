// Classes of rows: given as labels, or as pairs that are connected.
import { readClasses } from './row-files';
import type { RowOptions } from './row-options';

export interface GivenClasses {
  /** A class for each row. */
  readonly rows: Int32Array;
  /** A class for each row of the queue. */
  readonly queue?: Int32Array;
}

/** @throws InputError where there are not as many classes as samples, or rows. */
export async function readGivenClasses(
  { views, labels }: RowOptions,
  rows: number,
  queue: number,
): Promise<GivenClasses | undefined> {
  if (labels === undefined) return undefined;
  const samples = views === '2' ? rows / 2 : rows;
  const classes = await readClasses(labels, goodLengths(rows, samples, queue));
  const own = [samples, samples + queue].includes(classes.length) ? samples : rows;
  return {
    rows: Int32Array.from({ length: rows }, (_, row) => classes[row % own]),
    ...(queue > 0 && classes.length === own + queue && { queue: classes.slice(own) }),
  };
}

/** What the number of classes may be, and what each then stands for. */
function goodLengths(rows: number, samples: number, queue: number): Map<number, string> {
  const lengths = new Map<number, string>();
  if (samples < rows) lengths.set(rows, 'rows');
  if (queue > 0 && samples < rows) lengths.set(rows + queue, 'rows and queued rows');
  lengths.set(samples, 'samples');
  if (queue > 0) lengths.set(samples + queue, 'samples and queued rows');
  return lengths;
}
