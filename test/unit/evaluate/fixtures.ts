// Embeddings made from a seed, the runtime of the tests, and reference loops in float64.
import type { Embeddings, LabelledEmbeddings } from '../../../src/engine/evaluate/embeddings';
import { Random } from '../../../src/engine/random/random';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';

export const runtime = new OnnxRuntime({ provider: 'cpu', device: 'CPU', threads: 1 });

export function fromRows(rows: readonly (readonly number[])[]): Embeddings {
  return { values: Float32Array.from(rows.flat()), count: rows.length, width: rows[0].length };
}

export function toRows({ values, count, width }: Embeddings): number[][] {
  return Array.from({ length: count }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);
}

/** Independent standard normals. */
export function normals(count: number, width: number, seed: number): Embeddings {
  const random = Random.stream(seed, 'normals');
  return {
    values: Float32Array.from({ length: count * width }, () => random.normal()),
    count,
    width,
  };
}

/**
 * Row i is of class i mod classes, around `distance` times that class's axis; by default the
 * classes are far apart.
 */
export function blobs(
  count: number,
  classes: number,
  width: number,
  seed: number,
  distance = 8,
): LabelledEmbeddings {
  const embeddings = normals(count, width, seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % classes);
  labels.forEach((label, i) => (embeddings.values[i * width + label] += distance));
  return { embeddings, labels };
}

export function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, j) => sum + value * y[j], 0);
}

export function cosine(x: readonly number[], y: readonly number[]): number {
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

/** The rows, and their labels, in another order. */
export function shuffled(
  { embeddings, labels }: LabelledEmbeddings,
  seed: number,
): LabelledEmbeddings {
  const order = [...Random.stream(seed, 'shuffled').permutation(labels.length)];
  const rows = toRows(embeddings);
  return {
    embeddings: fromRows(order.map((i) => rows[i])),
    labels: Int32Array.from(order, (i) => labels[i]),
  };
}
