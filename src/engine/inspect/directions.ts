// Rows of length 1, whatever the rows are.
import { rowOf, type Embeddings } from '../evaluate/embeddings';

/** Shorter than this a row is nothing but rounding. */
const NOTHING = 1e-9;

/**
 * Every row divided by its length, which is worked out in float64. A row without a direction takes
 * that of the first axis, so that it can be compared like the others.
 */
export function directions({ values, count, width }: Embeddings): Embeddings {
  const unit = { values: new Float32Array(values.length), count, width };
  for (let i = 0; i < count; i++) {
    const [from, to] = [rowOf({ values, count, width }, i), rowOf(unit, i)];
    let squares = 0;
    for (let j = 0; j < width; j++) squares += from[j] * from[j];
    const length = Math.sqrt(squares);
    if (length > NOTHING) for (let j = 0; j < width; j++) to[j] = from[j] / length;
    else to[0] = 1;
  }
  return unit;
}

/** Every row less the mean row, which is worked out in float64. */
export function centred({ values, count, width }: Embeddings): Embeddings {
  const mean = new Float64Array(width);
  for (let i = 0, at = 0; i < count; i++)
    for (let j = 0; j < width; j++, at++) mean[j] += values[at];
  for (let j = 0; j < width; j++) mean[j] /= count;
  const moved = new Float32Array(values.length);
  for (let i = 0, at = 0; i < count; i++)
    for (let j = 0; j < width; j++, at++) moved[at] = values[at] - mean[j];
  return { values: moved, count, width };
}
