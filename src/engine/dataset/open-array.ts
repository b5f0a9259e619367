// Opens datasets that are one array: IDX, npy, npz.
import { InputError } from '../input-error';
import { arrayDataset } from './array-dataset';
import { cacheTarget, type CacheTarget } from './cache-target';
import type { DataSource, OpenOptions } from './data-source';
import { openIdx } from './idx';
import { labelsBeside } from './idx-labels';
import { readLabelFile } from './label-file';
import { readNpz } from './npz';
import { openNpy } from './open-npy';
import { rawStore, sampleKind } from './raw-array';
import { memoryStore } from './samples';
import type { StoredDataset } from './stored-dataset';

/** Labels are the source's, or those found beside an IDX file or inside an npz. */
export async function openArray(
  source: DataSource,
  format: 'idx' | 'npy',
  options: OpenOptions,
): Promise<StoredDataset> {
  if ((source.columns ?? source.split) !== undefined) {
    throw new InputError('An array has no columns: take out columns and split.', {
      file: source.path,
    });
  }
  const labelFile =
    source.labels ?? (format === 'idx' ? await labelsBeside(source.path) : undefined);
  const files = [source.path, ...(labelFile === undefined ? [] : [labelFile])];
  const target = await cacheTarget(source, files, options);
  if (source.path.toLowerCase().endsWith('.npz')) {
    return openNpz(source, labelFile, target, options);
  }
  const unpacked = `${target.cacheFile}.unpacked`;
  const file = source.path;
  const array =
    format === 'idx' ? await openIdx(file, unpacked, options.signal) : await openNpy(file);
  // A message names the file of the person, not what it was unpacked to.
  const { kind, sampleShape } = sampleKind({ ...array, file });
  const [length] = array.shape;
  const labels = labelFile ? await labelsOf(labelFile, length, target) : [];
  const store = await rawStore(array);
  const samples = { file, kind, sampleShape, length, store, labels };
  try {
    return await arrayDataset(samples, source, target, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function labelsOf(
  file: string,
  count: number,
  { cacheFile }: CacheTarget,
): Promise<(string | undefined)[]> {
  const labels = await readLabelFile(file, `${cacheFile}.unpacked.labels`);
  checkCount(labels, count, file);
  return labels;
}

function checkCount(labels: readonly unknown[], count: number, file: string): void {
  if (labels.length === count) return;
  throw new InputError(
    `There are ${labels.length} labels for ${count} samples: give one for each.`,
    { file },
  );
}

async function openNpz(
  source: DataSource,
  labelFile: string | undefined,
  target: CacheTarget,
  options: OpenOptions,
): Promise<StoredDataset> {
  const file = source.path;
  const { samples, labels: inside } = await readNpz(file);
  const { shape, data } = samples;
  const type = data instanceof Uint8Array ? 'u1' : 'f4';
  const layout = {
    file,
    shape,
    type,
    littleEndian: true,
    fortranOrder: false,
    dataOffset: 0,
  } as const;
  const { kind, sampleShape } = sampleKind(layout);
  const labels = labelFile
    ? await labelsOf(labelFile, shape[0], target)
    : Array.from(inside?.data ?? [], String);
  if (inside) checkCount(labels, shape[0], file);
  const elements = kind === 'image' ? Uint8Array.from(data) : Float32Array.from(data);
  const store = memoryStore(elements, data.length / shape[0]);
  const array = { file, kind, sampleShape, length: shape[0], store, labels };
  return arrayDataset(array, source, target, options);
}
