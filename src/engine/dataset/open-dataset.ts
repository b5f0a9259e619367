// Opens a dataset of any format.
import { InputError } from '../input-error';
import { cachedOr, cacheTarget } from './cache-target';
import { defaultMemoryLimit, type DataSource, type OpenOptions } from './data-source';
import type { Dataset } from './dataset';
import { decodeImages } from './decode-images';
import { detectFormat, type KnownFormat } from './detect-format';
import { listImageFolder } from './image-folder';
import { openArray } from './open-array';
import { openTable } from './open-table';
import type { StoredDataset } from './stored-dataset';

/**
 * Images are decoded once and kept in `options.cacheDirectory`; what does not decode is skipped and
 * listed. Throws InputError for what a person can mend, and the signal's reason once it is aborted.
 */
export async function openDataset(source: DataSource, options: OpenOptions): Promise<Dataset> {
  options.signal?.throwIfAborted();
  checkSource(source);
  const format = await detectFormat(source);
  const dataset = await openAs(format, source, options);
  return dataset.inMemory(options.memoryLimit ?? defaultMemoryLimit);
}

function openAs(
  format: KnownFormat,
  source: DataSource,
  options: OpenOptions,
): Promise<StoredDataset> {
  switch (format) {
    case 'image-folder':
      return openFolder(source, options);
    case 'idx':
    case 'npy':
      return openArray(source, format, options);
    case 'csv':
    case 'jsonl':
    case 'parquet':
      return openTable(source, format, options);
  }
}

async function openFolder(source: DataSource, options: OpenOptions): Promise<StoredDataset> {
  const { path: file, labels, columns, split } = source;
  if ((labels ?? columns ?? split) !== undefined) {
    const sentence =
      'In a folder of images the subfolders are the labels: take out labels, columns and split.';
    throw new InputError(sentence, { file });
  }
  const { files, images } = await listImageFolder(file, options.signal);
  const target = await cacheTarget(source, files, options);
  return cachedOr(target, () => decodeImages(images, source, target, options));
}

const largestSide = 4096;

function checkSource({ path: file, size, channels }: DataSource): void {
  if (size !== undefined && !(Number.isInteger(size) && size >= 1 && size <= largestSide)) {
    throw new InputError(`size must be a whole number from 1 to ${largestSide}.`, { file });
  }
  if (channels !== undefined && ![1, 3].includes(channels)) {
    throw new InputError('channels must be 1 or 3.', { file });
  }
}
