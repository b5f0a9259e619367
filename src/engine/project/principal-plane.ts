// Principal component analysis onto the plane of largest variance, by orthogonal iteration (Golub &
// Van Loan, "Matrix Computations", section 8.2.4).
import { rowOf, type Embeddings } from '../evaluate/embeddings';
import type { Random } from '../random/random';

/** More rows, spread evenly, do not move the plane. */
const MOST_ROWS = 4000;
const MOST_ROUNDS = 200;
const TOLERANCE = 1e-7;

/** Places of all rows on the plane, [count, 2]; the first axis has the larger variance. */
export function principalPlane(embeddings: Embeddings, random: Random): Float32Array {
  const { count, width } = embeddings;
  const mean = meanRow(embeddings);
  const axes = principalAxes(embeddings, mean, random);
  const places = new Float32Array(2 * count);
  for (let row = 0; row < count; row++)
    for (const [axis, direction] of axes.entries()) {
      const values = rowOf(embeddings, row);
      let sum = 0;
      for (let i = 0; i < width; i++) sum += (values[i] - mean[i]) * direction[i];
      places[2 * row + axis] = sum;
    }
  return places;
}

type Axes = readonly [Float64Array, Float64Array];

function principalAxes(embeddings: Embeddings, mean: Float64Array, random: Random): Axes {
  const step = Math.max(1, Math.floor(embeddings.count / MOST_ROWS));
  const draw = () => Float64Array.from(mean, () => random.normal());
  let axes = orthonormal([draw(), draw()]);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = orthonormal(timesCovariance(axes, embeddings, mean, step));
    const turned = axes.map((axis, i) => 1 - Math.abs(dot(axis, next[i])));
    axes = next;
    if (Math.max(...turned) < TOLERANCE) break;
  }
  return axes;
}

/** Σ over every `step`-th centred row r of r (r · axis). */
function timesCovariance(
  axes: Axes,
  embeddings: Embeddings,
  mean: Float64Array,
  step: number,
): Axes {
  const sums: Axes = [new Float64Array(mean.length), new Float64Array(mean.length)];
  for (let row = 0; row < embeddings.count; row += step) {
    const centred = Float64Array.from(rowOf(embeddings, row), (value, i) => value - mean[i]);
    for (const [k, axis] of axes.entries()) {
      const along = dot(centred, axis);
      for (let i = 0; i < centred.length; i++) sums[k][i] += along * centred[i];
    }
  }
  return sums;
}

/** Gram & Schmidt; an axis without length, where the rows do not vary along it, stays 0. */
function orthonormal([first, second]: Axes): Axes {
  const one = unit(first);
  const along = dot(one, second);
  return [one, unit(second.map((value, i) => value - along * one[i]))];
}

function unit(axis: Float64Array): Float64Array {
  const length = Math.sqrt(dot(axis, axis));
  return length > 1e-12 ? axis.map((value) => value / length) : new Float64Array(axis.length);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function meanRow({ values, count, width }: Embeddings): Float64Array {
  const mean = new Float64Array(width);
  for (let i = 0; i < values.length; i++) mean[i % width] += values[i] / count;
  return mean;
}
