// What is known of a sample beside its content, and all of a dataset's as arrays.
import { classify, type ClassLabels } from './classes';
import type { Dataset } from './dataset';

export interface SampleNotes {
  /** Name of the class; undefined where unknown. */
  readonly label: string | undefined;
  /** Name of the group; undefined where unknown. */
  readonly group?: string | undefined;
  /** Place in the group. */
  readonly order?: number | undefined;
}

/** Either every sample has a place or none. */
export function collectNotes(
  samples: readonly SampleNotes[],
): ClassLabels & Pick<Dataset, 'groups' | 'order'> {
  const groups = classify(samples.map(({ group }) => group)).labels;
  const ordered = samples.some(({ order }) => order !== undefined);
  const order = ordered ? Float64Array.from(samples, (sample) => sample.order!) : undefined;
  return { ...classify(samples.map(({ label }) => label)), groups, order };
}
