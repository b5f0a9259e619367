// Embeddings on the host: what every figure of this room is computed from.
import { InputError } from '../input-error';

export interface Embeddings {
  /** [count, width], row-major. */
  readonly values: Float32Array;
  readonly count: number;
  readonly width: number;
}

export interface LabelledEmbeddings {
  readonly embeddings: Embeddings;
  /** Class index per row, −1 where unknown. */
  readonly labels: Int32Array;
}

/** How many unusable rows an error names before it says how many there are. */
const NAMED_ROWS = 10;

/** A view of one row, not a copy. */
export function rowOf({ values, width }: Embeddings, row: number): Float32Array {
  return values.subarray(row * width, (row + 1) * width);
}

/** The given rows, in the given order, as embeddings of their own. */
export function selectRows(embeddings: Embeddings, rows: ArrayLike<number>): Embeddings {
  const { width } = embeddings;
  const values = new Float32Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) values.set(rowOf(embeddings, rows[i]), i * width);
  return { values, count: rows.length, width };
}

/** The same for rows with labels. */
export function selectLabelled(
  { embeddings, labels }: LabelledEmbeddings,
  rows: ArrayLike<number>,
): LabelledEmbeddings {
  return {
    embeddings: selectRows(embeddings, rows),
    labels: Int32Array.from({ length: rows.length }, (_, i) => labels[rows[i]]),
  };
}

/** Every row divided by its Euclidean length; the rows are usable. */
export function unitRows(embeddings: Embeddings): Embeddings {
  const values = embeddings.values.slice();
  const unit = { ...embeddings, values };
  for (let i = 0; i < embeddings.count; i++) {
    const row = rowOf(unit, i);
    const length = lengthOf(row);
    for (let j = 0; j < row.length; j++) row[j] /= length;
  }
  return unit;
}

/**
 * Every row must have a direction.
 * @throws InputError that names the rows which are all zero or hold NaN or an infinity.
 */
export function checkUsable(embeddings: Embeddings, name: string): void {
  const { values, count, width } = embeddings;
  if (values.length !== count * width)
    throw new Error(`${name}: ${values.length} values are no ${count} × ${width} embeddings`);
  const unusable: number[] = [];
  for (let i = 0; i < count; i++) {
    const length = lengthOf(rowOf(embeddings, i));
    if (!(length > 0 && length < Infinity)) unusable.push(i);
  }
  if (unusable.length > 0) throw unusableRows(unusable, count, name);
}

function unusableRows(rows: readonly number[], count: number, name: string): InputError {
  const more = rows.length > NAMED_ROWS ? ' …' : '';
  const named = rows.slice(0, NAMED_ROWS).join(', ') + more;
  return new InputError(
    `${rows.length} of the ${count} ${name} embeddings are all zero or not finite ` +
      `(rows ${named}, counted from 0): leave these samples out, or train with a lower learning rate`,
  );
}

/** In float64, so that the square of a large float32 does not overflow. */
function lengthOf(row: Float32Array): number {
  let sum = 0;
  for (const x of row) sum += x * x;
  return Math.sqrt(sum);
}
