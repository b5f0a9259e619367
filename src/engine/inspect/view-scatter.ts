// How two views of one sample differ: what a direction varies by without meaning anything.
import { Matrix } from 'ml-matrix';
import type { Embeddings } from '../evaluate/embeddings';

/** Two views of each of some samples, row by row. */
export interface ViewPairs {
  readonly first: Embeddings;
  readonly second: Embeddings;
}

/** W = meanᵢ (v₁ − v₂)(v₁ − v₂)ᵀ / 2, [width, width], in float64. */
export function viewScatter({ first, second }: ViewPairs): Matrix {
  const { count, width } = first;
  const lines = Array.from({ length: width }, () => new Float64Array(width));
  // Four samples at a time, so that each sum is loaded and stored once for four products.
  const differences = Array.from({ length: 4 }, () => new Float64Array(width));
  for (let from = 0; from < count; from += 4) {
    differences.forEach((difference, at) => {
      subtract(first, second, from + at, difference);
    });
    addProducts(lines, differences);
  }
  for (let i = 0; i < width; i++)
    for (let j = 0; j <= i; j++) lines[i][j] = lines[j][i] = lines[i][j] / (2 * count);
  return new Matrix(lines);
}

/** A row beyond the last one differs by nothing. */
function subtract(a: Embeddings, b: Embeddings, row: number, into: Float64Array): void {
  const { count, width } = a;
  if (row >= count) into.fill(0);
  else
    for (let j = 0, at = row * width; j < width; j++, at++) into[j] = a.values[at] - b.values[at];
}

/** On and below the diagonal. */
function addProducts(lines: readonly Float64Array[], rows: readonly Float64Array[]): void {
  const [a, b, c, d] = rows;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const [ai, bi, ci, di] = [a[i], b[i], c[i], d[i]];
    for (let j = 0; j <= i; j++) line[j] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
  }
}
