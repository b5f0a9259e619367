// Samples as standardised rows of moderate width, for comparing them as they are.
import { sampleSize, type Dataset } from '../../dataset/dataset';
import type { InputStatistics } from '../../encoder/standardise';
import type { Embeddings } from '../../evaluate/embeddings';
import { newSamples } from './input-statistics';
import { unit } from '../earlier-rows/unit-rows';

/** In deviations: nearer to the mean than this is what rounding leaves of nothing. */
const NOTHING = 1e-6;
/** Larger pictures are compared by copies of at most so many numbers. */
const MOST_NUMBERS = 1024;
const AT_ONCE = 256;

/**
 * Every sample less the mean, divided by the deviation (of its channel or feature), as a row of
 * length 1; one that is nothing but the mean stays 0.
 */
export async function plainRows(
  dataset: Dataset,
  { mean, deviation }: InputStatistics,
): Promise<Embeddings> {
  const shrink = dataset.kind === 'image' ? shrinker(dataset.sampleShape) : undefined;
  const [size, width] = [sampleSize(dataset), shrink?.width ?? sampleSize(dataset)];
  const values = new Float32Array(dataset.length * width);
  const channels = mean.length;
  for (let first = 0; first < dataset.length; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, dataset.length - first);
    const samples = newSamples(dataset, count);
    await dataset.read(
      Array.from({ length: count }, (_, i) => first + i),
      samples,
    );
    for (let i = 0; i < count; i++) {
      const sample = samples.subarray(i * size, (i + 1) * size);
      const row = Float64Array.from(shrink ? shrink.apply(sample) : sample, (value, j) => {
        return (value - mean[j % channels]) / deviation[j % channels];
      });
      if (row.some((value) => Math.abs(value) > NOTHING))
        values.set(unit(row), (first + i) * width);
    }
  }
  return { values, count: dataset.length, width };
}

interface Shrinker {
  readonly width: number;
  /** A picture in 0 … 255 -> means of its squares, in 0 … 1. */
  apply(pixels: ArrayLike<number>): Float64Array;
}

/** Means over squares of pixels, the smallest that give few enough; those at the edge may be cut. */
function shrinker([height, width, channels]: readonly number[]): Shrinker {
  let side = 1;
  const count = (): number => Math.ceil(height / side) * Math.ceil(width / side) * channels;
  while (count() > MOST_NUMBERS) side++;
  const columns = Math.ceil(width / side);
  const target = (i: number): number => {
    const pixel = Math.floor(i / channels);
    const [y, x] = [Math.floor(pixel / width), pixel % width];
    return (Math.floor(y / side) * columns + Math.floor(x / side)) * channels + (i % channels);
  };
  const places = Uint32Array.from({ length: height * width * channels }, (_, i) => target(i));
  const sizes = new Float64Array(count());
  for (const place of places) sizes[place] += 1;
  return {
    width: sizes.length,
    apply(pixels) {
      const sums = new Float64Array(sizes.length);
      for (let i = 0; i < places.length; i++) sums[places[i]] += pixels[i];
      return sums.map((sum, j) => sum / (255 * sizes[j]));
    },
  };
}
