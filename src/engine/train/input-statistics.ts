// Mean and deviation of the training samples: of each channel of images, of each feature of vectors.
import { sampleSize, type Dataset } from '../dataset/dataset';
import type { InputStatistics } from '../encoder/standardise';

/** More samples do not move the estimates. */
const MOST_SAMPLES = 2000;

/** Over at most 2,000 samples spread evenly; images in 0..1. A constant feature has deviation 1. */
export async function inputStatistics(dataset: Dataset): Promise<InputStatistics> {
  const channels = dataset.sampleShape.at(-1) ?? 1;
  const scale = dataset.kind === 'image' ? 1 / 255 : 1;
  const [sum, squares] = [new Float64Array(channels), new Float64Array(channels)];
  const rows = spread(dataset.length);
  const one = newSamples(dataset, 1);
  for (const row of rows) {
    await dataset.read([row], one);
    for (let i = 0; i < one.length; i++) {
      const value = one[i] * scale;
      sum[i % channels] += value;
      squares[i % channels] += value * value;
    }
  }
  const count = (rows.length * one.length) / channels;
  const mean = Float32Array.from(sum, (total) => total / count);
  const deviation = squares.map((total, c) => Math.sqrt(Math.max(0, total / count - mean[c] ** 2)));
  return { mean, deviation: Float32Array.from(deviation, (d) => (d > 1e-6 ? d : 1)) };
}

/** An array that takes `count` samples. */
export function newSamples(dataset: Dataset, count: number): Uint8Array | Float32Array {
  const size = count * sampleSize(dataset);
  return dataset.kind === 'image' ? new Uint8Array(size) : new Float32Array(size);
}

function spread(length: number): number[] {
  const count = Math.min(length, MOST_SAMPLES);
  return Array.from({ length: count }, (_, i) => Math.floor((i * length) / count));
}
