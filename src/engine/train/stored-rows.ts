// Rows of earlier batches as inputs of a step's program: the state of a queue, or rows of a memory
// bank that are fed.
import { input } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import type { StoredRows } from '../negatives/rows';
import { relationInputs, type RowRelations } from './row-relations';

/** `count` unit rows [count, d] called `<prefix>.rows`, and their relations. */
export function storedInputs(
  prefix: string,
  [count, dimensions]: readonly [count: number, dimensions: number],
  relations: RowRelations,
): StoredRows {
  const { classes, kin } = relationInputs(prefix, storedRelations(relations), count);
  return {
    z: input(`${prefix}.rows`, [count, dimensions]),
    ...(classes && { classes }),
    ...(kin && { kin }),
  };
}

/** Stored rows show one sample each: which one matters only where it is kin. */
export function storedRelations({ classes, kin }: RowRelations): RowRelations {
  return { ...(classes && { classes }), kin };
}

/** The parts of stored rows by the names that `storedInputs` gives them. */
export function storedByName(
  prefix: string,
  { z, classes, kin = [] }: StoredRows,
): Record<string, Tensor> {
  return {
    [`${prefix}.rows`]: z,
    ...(classes && { [`${prefix}.classes`]: classes }),
    ...Object.fromEntries(kin.map((numbers, i) => [`${prefix}.kin.${i}`, numbers])),
  };
}
