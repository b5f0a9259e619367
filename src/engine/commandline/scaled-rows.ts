// Rows of any length, made safe for float32: each is divided by a power of two, which loses nothing.
import { checkUsable } from '../evaluate/embeddings';
import { InputError } from '../input-error';
import type { RowFile } from './row-files';

/** Rows that differ by less in length share a divisor, so that near rows stay near. */
const NEAR = 2 ** 20;

/** For each row a power of two that makes its largest element no more than 2, and no speck, [count]. */
export function divisorsOf({ values, count, width }: RowFile): Float64Array {
  const powers = Float64Array.from({ length: count }, (_, row) =>
    powerOfTwo(values.subarray(row * width, (row + 1) * width)),
  );
  const largest = powers.reduce((most, power) => Math.max(most, power), 0);
  return powers.map((power) => (power > largest / NEAR ? largest : power));
}

/** The largest that is not above the row's largest element; 1 for a row that has no direction. */
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
