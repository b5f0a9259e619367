// Rows of length 1.
import type { Random } from '../../random/random';

/** Uniform on the sphere: [count, dimensions], row-major. */
export function randomUnitRows(count: number, dimensions: number, random: Random): Float32Array {
  const rows = new Float32Array(count * dimensions);
  const row = new Float64Array(dimensions);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < dimensions; j++) row[j] = random.normal();
    rows.set(unit(row), i * dimensions);
  }
  return rows;
}

/** x / ‖x‖₂, worked out in float64; a row without a direction stays as it is. */
export function unit(x: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(x);
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? values.map((value) => value / length) : values;
}
