// Dot products of rows, summed in float64. Of unit rows they are cosines.
import type { Embeddings } from '../evaluate/embeddings';

/** xᵢ · xⱼ. */
export function product({ values, width }: Embeddings, i: number, j: number): number {
  return sum(values, i * width, values, j * width, width);
}

/** aᵢ · bᵢ of two sets of rows of one width. */
export function productAcross(a: Embeddings, b: Embeddings, i: number): number {
  return sum(a.values, i * a.width, b.values, i * b.width, a.width);
}

/** xᵢ · xⱼ for every j, [count]. */
export function productsWith(x: Embeddings, i: number): Float64Array {
  const { values, count, width } = x;
  const products = new Float64Array(count);
  const own = values.slice(i * width, (i + 1) * width);
  for (let j = 0; j < count; j++) products[j] = sum(own, 0, values, j * width, width);
  return products;
}

/** Four sums at a time: one alone would wait for each addition. */
function sum(a: Float32Array, i: number, b: Float32Array, j: number, width: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const end = width - (width % 4);
  let k = 0;
  for (; k < end; k += 4) {
    s0 += a[i + k] * b[j + k];
    s1 += a[i + k + 1] * b[j + k + 1];
    s2 += a[i + k + 2] * b[j + k + 2];
    s3 += a[i + k + 3] * b[j + k + 3];
  }
  for (; k < width; k++) s0 += a[i + k] * b[j + k];
  return s0 + s1 + (s2 + s3);
}
