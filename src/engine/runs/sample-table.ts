// `samples.json`: what the training samples of a run are called and which class each has, so that the
// run can be looked at when its data is gone.
import * as v from 'valibot';
import { InputError } from '../input-error';
import type { Run } from './run';

export const SAMPLES = 'samples.json';

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const tableSchema = v.pipe(
  v.object({
    version: v.literal(1),
    kind: v.picklist(['image', 'vector']),
    count: natural,
    /** [height, width, channels] or [features]. */
    shape: v.array(natural),
    /** Absent where samples are named by their row, from 0. */
    names: v.exactOptional(v.array(v.string())),
    classes: v.array(v.string()),
    /** A class for each sample, −1 for none; absent where nothing is labelled. */
    labels: v.exactOptional(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(-1)))),
  }),
  v.check(
    ({ count, names, labels }) =>
      [names, labels].every((each) => (each?.length ?? count) === count),
    'names and labels must be as many as samples',
  ),
);

export type SampleTable = v.InferOutput<typeof tableSchema>;

interface Described {
  readonly kind: 'image' | 'vector';
  readonly sampleShape: readonly number[];
  readonly names: readonly string[];
  readonly classes: readonly string[];
  readonly labels: Int32Array | undefined;
}

export function sampleTable({ kind, sampleShape, names, classes, labels }: Described): SampleTable {
  const plain = names.every((name, row) => name === String(row));
  return {
    version: 1,
    ...{ kind, count: names.length, shape: [...sampleShape], classes: [...classes] },
    ...(!plain && { names: [...names] }),
    ...(labels && { labels: [...labels] }),
  };
}

/** @throws InputError where it is missing or damaged. */
export async function readSampleTable(run: Run): Promise<SampleTable> {
  const text = new TextDecoder().decode(await run.readFile(SAMPLES));
  try {
    return v.parse(tableSchema, JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`the table of the run's samples is damaged: ${reason}`, {
      file: run.at(SAMPLES),
    });
  }
}
