// Alignment of positive pairs (Wang & Isola 2020, "Understanding Contrastive Representation Learning
// through Alignment and Uniformity on the Hypersphere", section 4.1).
import { rowOf, unitRows, type Embeddings } from './embeddings';

/**
 * `mean ‖x − y‖₂^α` over the pairs (first row i, second row i), both on the unit sphere: 0 where
 * positives coincide, at most 2^α. There is at least one pair.
 */
export function alignment(first: Embeddings, second: Embeddings, alpha = 2): number {
  const [x, y] = [unitRows(first), unitRows(second)];
  let sum = 0;
  for (let i = 0; i < x.count; i++) sum += distance(rowOf(x, i), rowOf(y, i)) ** alpha;
  return sum / x.count;
}

function distance(x: Float32Array, y: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += (x[j] - y[j]) ** 2;
  return Math.sqrt(sum);
}
