// A dataset from one array: vectors, or images whose pixels need no decoding.
import { InputError } from '../input-error';
import { cachedOr, type CacheTarget } from './cache-target';
import { classify } from './classes';
import type { DataSource, OpenOptions } from './data-source';
import { decodeImages } from './decode-images';
import type { ImageSource } from './decode-job';
import type { SampleStore } from './samples';
import { StoredDataset } from './stored-dataset';

/** `store` holds `length` samples of `sampleShape`, in that many slots. */
export interface ArraySamples {
  readonly file: string;
  readonly kind: 'image' | 'vector';
  readonly sampleShape: readonly number[];
  readonly length: number;
  readonly store: SampleStore;
  /** Class names, one for each sample. */
  readonly labels: readonly (string | undefined)[];
}

/** Takes over the store, unless it throws. Names are row numbers from 0. Images of another size or number of channels than wished are remade. */
export async function arrayDataset(
  array: ArraySamples,
  source: DataSource,
  target: CacheTarget,
  options: OpenOptions,
): Promise<StoredDataset> {
  const { file, kind, sampleShape, length, store } = array;
  if (length === 0 || sampleShape.includes(0)) {
    throw new InputError('The array holds no samples.', { file });
  }
  if (kind === 'vector' && (source.size ?? source.channels) !== undefined) {
    throw new InputError(
      'These are vectors where images are wanted: by size or channels, or by an encoder of images.',
      { file },
    );
  }
  if (kind === 'vector' || isAsWished(sampleShape, source)) {
    const names = Array.from({ length }, (_, i) => `${i}`);
    const { fingerprint } = target;
    return new StoredDataset(
      { kind, sampleShape, names, ...classify(array.labels), skipped: [], fingerprint },
      store,
    );
  }
  return reshaped(array, source, target, options);
}

function isAsWished([height, width, depth]: readonly number[], source: DataSource): boolean {
  const { size = height, channels = depth } = source;
  return size === height && (source.size ?? width) === width && channels === depth;
}

async function reshaped(
  array: ArraySamples,
  source: DataSource,
  target: CacheTarget,
  options: OpenOptions,
): Promise<StoredDataset> {
  const candidates = Array.from({ length: array.length }, (_, i) => ({
    name: `${i}`,
    label: array.labels[i],
  }));
  const images = { origin: array.file, candidates, batches: () => pixelBatches(array) };
  const dataset = await cachedOr(target, () => decodeImages(images, source, target, options));
  await array.store.close();
  return dataset;
}

async function* pixelBatches(array: ArraySamples): AsyncGenerator<readonly ImageSource[]> {
  const [height, width, depth] = array.sampleShape;
  const size = height * width * depth;
  const channels = depth === 1 ? 1 : 3;
  for (let first = 0; first < array.length; first += 32) {
    const count = Math.min(32, array.length - first);
    const pixels = new Uint8Array(count * size);
    await array.store.copy(first, count, pixels, 0);
    // Copies, so that a message carries one image's bytes and not the whole batch each time.
    yield Array.from({ length: count }, (_, i) => ({
      pixels: pixels.slice(i * size, (i + 1) * size),
      height,
      width,
      channels,
    }));
  }
}
