// Rows of earlier batches as inputs of a step's program.
import { input } from '../../graph/sources';
import type { StoredRows } from '../../negatives/rows';
import { relationInputs, type RowRelations } from '../relations/row-relations';

/** The names of these inputs begin so. */
export const STORED = 'stored';
/** The input that takes the rows. */
export const STORED_ROWS = `${STORED}.rows`;

/** `count` unit rows [count, d] and their relations. */
export function storedInputs(
  [count, dimensions]: readonly [count: number, dimensions: number],
  relations: RowRelations,
): StoredRows {
  const { classes, kin } = relationInputs(STORED, storedRelations(relations), count);
  return {
    z: input(STORED_ROWS, [count, dimensions]),
    ...(classes && { classes }),
    ...(kin && { kin }),
  };
}

/** Stored rows show one sample each: which one matters only where it is kin. */
export function storedRelations({ classes, kin }: RowRelations): RowRelations {
  return { ...(classes && { classes }), kin };
}
