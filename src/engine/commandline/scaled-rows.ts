// Rows of any length, made safe for float32: each is divided by a power of two, which loses nothing.
import { checkUsable } from '../evaluate/embeddings';
import { InputError } from '../input-error';
import type { RowFile } from './row-files';

/**
 * The largest power of two that is not above a row's largest element, of each row. 1 everywhere
 * where the objective reads lengths, as `n-pair` does.
 */
export function divisorsOf({ values, count, width }: RowFile, keepLength: boolean): Float64Array {
  return Float64Array.from({ length: count }, (_, row) =>
    keepLength ? 1 : powerOfTwo(values.subarray(row * width, (row + 1) * width)),
  );
}

/** 1 for a row that has no direction. */
function powerOfTwo(row: RowFile['values']): number {
  let largest = 0;
  for (const value of row) largest = Math.max(largest, Math.abs(value));
  const power = 2 ** Math.floor(Math.log2(largest));
  return power > 0 && power < Infinity ? power : 1;
}

/**
 * Every row by its divisor, [count, width].
 * @throws InputError that names the rows which are all zero or not finite.
 */
export function dividedRows(rows: RowFile, divisors: Float64Array): Float32Array {
  const { file, values, count, width } = rows;
  const divided = Float32Array.from(values, (value, i) => value / divisors[Math.floor(i / width)]);
  try {
    checkUsable({ values: divided, count, width }, 'given');
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.message, { file }) : error;
  }
  return divided;
}

/** Rows of length 1 in float64. */
export function unitRows({ values, width }: RowFile, divisors: Float64Array): Float64Array {
  const unit = Float64Array.from(values, (value, i) => value / divisors[Math.floor(i / width)]);
  for (let start = 0; start < unit.length; start += width) {
    const row = unit.subarray(start, start + width);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    for (let k = 0; k < width; k++) row[k] /= length;
  }
  return unit;
}
