// What a step is told of its rows beside their values: numbers that are equal where rows are related.
import type { RunConfig } from '../../config/run-config';
import { input } from '../../graph/sources';
import type { Rows } from '../../negatives/rows';
import type { Feeds } from '../../runtime/runtime';

/** The number of a sample of the dataset: a whole one below 2²⁴, which float32 holds exactly. */
export type SampleNumbers = (sample: number) => number;

/** What is known of the training samples beside their values. */
export interface SampleRelations {
  /** How many samples there are. */
  readonly count: number;
  /** Samples of one number are positives of each other. */
  readonly classes?: SampleNumbers;
  /** Samples of one number in one of these are no negatives of each other. */
  readonly kin: readonly SampleNumbers[];
}

/** The relations that the rows of a step carry, named as in `Rows`. */
export interface RowRelations {
  readonly samples?: SampleNumbers;
  readonly classes?: SampleNumbers;
  readonly kin: readonly SampleNumbers[];
}

type Related = Pick<Rows, 'samples' | 'classes' | 'kin'>;

const itself: SampleNumbers = (sample) => sample;

/**
 * A row of a memory bank that shows the anchor's own sample is never its negative; older keys of a
 * queue are where the config leaves them out. Within a batch pairs of views say it all, unless they
 * show two samples (`partnered`).
 */
export function rowRelations(
  { negatives }: Pick<RunConfig, 'negatives'>,
  partnered: boolean,
  { classes, kin }: Omit<SampleRelations, 'count'>,
): RowRelations {
  const never =
    negatives.from === 'memory-bank' ||
    (negatives.from === 'queue' && negatives.exclude.includes('sample'));
  return {
    ...(partnered && { samples: itself }),
    ...(classes && { classes }),
    kin: never ? [...kin, itself] : kin,
  };
}

/** Inputs for `count` rows whose names begin with `prefix`. */
export function relationInputs(prefix: string, relations: RowRelations, count: number): Related {
  const { samples, classes, kin } = named(relations, (name) => input(`${prefix}.${name}`, [count]));
  return {
    ...(samples && { samples }),
    ...(classes && { classes }),
    ...(kin.length > 0 && { kin }),
  };
}

/** What those inputs are fed where row i shows sample `shown[i]`. */
export function relationFeeds(
  prefix: string,
  relations: RowRelations,
  shown: Uint32Array | Float32Array,
): Feeds {
  const feeds: Record<string, Float32Array> = {};
  named(relations, (name, numbers) => {
    feeds[`${prefix}.${name}`] = Float32Array.from(shown, numbers);
  });
  return feeds;
}

function named<T>(
  { samples, classes, kin }: RowRelations,
  make: (name: string, numbers: SampleNumbers) => T,
): { samples?: T; classes?: T; kin: T[] } {
  return {
    ...(samples && { samples: make('samples', samples) }),
    ...(classes && { classes: make('classes', classes) }),
    kin: kin.map((numbers, i) => make(`kin.${i}`, numbers)),
  };
}
