// Columns of mean 0 and variance 1, by the statistics of the training rows.
import { rowOf, type Embeddings } from './embeddings';

export interface ColumnStatistics {
  /** [width] */
  readonly mean: Float64Array;
  /** Biased, [width]; 1 for a column that does not vary. */
  readonly deviation: Float64Array;
}

/** Variance relative to the squared mean that float32 rounding alone can make. */
const ROUNDING = 1e-13;

export function columnStatistics(embeddings: Embeddings): ColumnStatistics {
  const { count, width } = embeddings;
  const mean = new Float64Array(width);
  const variance = new Float64Array(width);
  for (let i = 0; i < count; i++) rowOf(embeddings, i).forEach((x, j) => (mean[j] += x / count));
  for (let i = 0; i < count; i++)
    rowOf(embeddings, i).forEach((x, j) => (variance[j] += (x - mean[j]) ** 2 / count));
  const deviation = variance.map((v, j) => (v > ROUNDING * mean[j] ** 2 ? Math.sqrt(v) : 1));
  return { mean, deviation };
}

/** (x − mean) / deviation, column by column. */
export function standardise(
  embeddings: Embeddings,
  { mean, deviation }: ColumnStatistics,
): Embeddings {
  const { width } = embeddings;
  const values = embeddings.values.map((x, i) => (x - mean[i % width]) / deviation[i % width]);
  return { ...embeddings, values };
}
