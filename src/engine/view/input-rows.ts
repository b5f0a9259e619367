// Samples themselves as rows that can be arranged as embeddings are: what is near before any training.
import { sampleSize, type Dataset } from '../dataset/dataset';
import type { Embeddings } from '../evaluate/embeddings';

/** Numbers of a picture that are compared: larger ones are averaged over squares. */
const MOST_NUMBERS = 256;
/** Samples that are read at once. */
const BLOCK = 1024;

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Samples done. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Rows around 0, so that their cosines compare how samples differ from the mean one: pictures less the
 * mean picture, vectors with every element divided by its standard deviation as well, for elements may
 * have different units.
 */
export async function inputRows(dataset: Dataset, options: ReadOptions = {}): Promise<Embeddings> {
  const rows = await readRows(dataset, options);
  const { mean, deviation } = momentsOf(rows);
  const { values, count, width } = rows;
  for (let i = 0; i < values.length; i++) {
    const scale = dataset.kind === 'image' ? 1 : deviation[i % width];
    values[i] = scale > 0 ? (values[i] - mean[i % width]) / scale : 0;
  }
  // A sample that is the mean one has no direction: any will do.
  for (let row = 0; row < count; row++)
    if (values.subarray(row * width, (row + 1) * width).every((value) => value === 0))
      values[row * width] = 1;
  return rows;
}

async function readRows(
  dataset: Dataset,
  { signal, onProgress }: ReadOptions,
): Promise<Embeddings> {
  const { length: count, kind } = dataset;
  const size = sampleSize(dataset);
  const boxes = kind === 'image' ? new Boxes(dataset.sampleShape) : undefined;
  const width = boxes?.width ?? size;
  const values = new Float32Array(count * width);
  for (let first = 0; first < count; first += BLOCK) {
    signal?.throwIfAborted();
    const rows = Uint32Array.from({ length: Math.min(BLOCK, count - first) }, (_, i) => first + i);
    const into = values.subarray(first * width, (first + rows.length) * width);
    if (boxes) {
      const bytes = new Uint8Array(rows.length * size);
      await dataset.read(rows, bytes);
      boxes.average(bytes, into);
    } else await dataset.read(rows, into);
    onProgress?.(first + rows.length);
  }
  return { values, count, width };
}

/** Squares of pixels, as small as fits; those at the edges may be cut. */
class Boxes {
  readonly width: number;
  /** Of each number of a picture, the number that it goes into. */
  private readonly target: Uint32Array;
  private readonly sizes: Float32Array;

  constructor([height, width, channels]: readonly number[]) {
    let side = 1;
    const across = (extent: number): number => Math.ceil(extent / side);
    while (across(height) * across(width) * channels > MOST_NUMBERS) side++;
    this.width = across(height) * across(width) * channels;
    this.target = Uint32Array.from({ length: height * width * channels }, (_, at) => {
      const pixel = Math.floor(at / channels);
      const [y, x] = [Math.floor(pixel / width), pixel % width];
      const box = Math.floor(y / side) * across(width) + Math.floor(x / side);
      return box * channels + (at % channels);
    });
    this.sizes = new Float32Array(this.width);
    for (const box of this.target) this.sizes[box]++;
  }

  /** Of one picture after the other; `into` is 0. */
  average(pictures: Uint8Array, into: Float32Array): void {
    const { target, sizes, width } = this;
    for (let at = 0; at < pictures.length; at++) {
      const picture = Math.floor(at / target.length);
      into[picture * width + target[at % target.length]] += pictures[at] / 255;
    }
    for (let at = 0; at < into.length; at++) into[at] /= sizes[at % width];
  }
}

function momentsOf({ values, count, width }: Embeddings) {
  const mean = new Float64Array(width);
  values.forEach((value, i) => (mean[i % width] += value / count));
  const variance = new Float64Array(width);
  values.forEach((value, i) => (variance[i % width] += (value - mean[i % width]) ** 2 / count));
  return { mean, deviation: variance.map(Math.sqrt) };
}
