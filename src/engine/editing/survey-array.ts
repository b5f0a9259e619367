// A look at an array, by its header: IDX, npy, npz.
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readIdxHeader } from '../dataset/idx';
import { labelsBeside } from '../dataset/idx-labels';
import { readNpz } from '../dataset/npz';
import { openNpy } from '../dataset/open-npy';
import { type RawArray, sampleKind } from '../dataset/raw-array';
import type { Survey } from './survey';

/** @throws InputError where the array is damaged or no data set. */
export async function surveyArray(file: string, format: 'idx' | 'npy'): Promise<Survey> {
  if (/\.npz$/i.test(file)) return surveyArchive(file);
  const array = format === 'idx' ? { file, ...(await readIdxHeader(file)) } : await openNpy(file);
  const [count] = array.shape;
  const labels = await (format === 'idx' ? idxLabels(file) : npyLabels(file, count));
  const test = await testBeside(file);
  return {
    ...described(array),
    train: file,
    ...labels,
    ...(test !== undefined && { test }),
    ...(format === 'idx' && { handed: true }),
  };
}

/** Archives up to this many bytes are unpacked to look inside. */
const SMALL_ARCHIVE = 64 * 2 ** 20;

/** A large one is taken for vectors: what it holds is known only when all of it is unpacked. */
async function surveyArchive(file: string): Promise<Survey> {
  if ((await stat(file)).size > SMALL_ARCHIVE)
    return {
      kind: 'vector',
      samples: 'the array x of the archive, taken for vectors',
      train: file,
    };
  const { samples, labels } = await readNpz(file);
  const type = samples.data instanceof Uint8Array ? 'u1' : 'f4';
  const layout = { littleEndian: true, fortranOrder: false, dataOffset: 0 };
  return {
    ...described({ file, type, shape: samples.shape, ...layout }),
    train: file,
    ...(labels && { labels: 'the array of labels in the archive' }),
  };
}

function described(array: RawArray): Pick<Survey, 'kind' | 'size' | 'gray' | 'count' | 'samples'> {
  const { kind, sampleShape } = sampleKind(array);
  const [count] = array.shape;
  if (kind === 'vector') {
    const [size] = sampleShape;
    return { kind, size, count, samples: `${count} vectors of ${size} numbers` };
  }
  const [height, width, channels] = sampleShape;
  const samples = `${count} images of ${width} × ${height} pixels`;
  return { kind, size: Math.min(height, width), gray: channels === 1, count, samples };
}

/** Found by themselves when the data is opened. */
async function idxLabels(file: string): Promise<Pick<Survey, 'labels'>> {
  const beside = await labelsBeside(file);
  return beside === undefined ? {} : { labels: basename(beside) };
}

/** An array of as many numbers, whose name says that it holds labels. */
async function npyLabels(
  file: string,
  count: number,
): Promise<Pick<Survey, 'labels' | 'labelFile'>> {
  const name = basename(file).replace(/\.npy$/i, '');
  const names = [
    `${name}_labels.npy`,
    `${name}-labels.npy`,
    `${name.replace(/^x(?=_|$)/i, 'y')}.npy`,
    'labels.npy',
  ];
  for (const labelFile of names.map((each) => join(dirname(file), each))) {
    const array = labelFile === file ? undefined : await openNpy(labelFile).catch(() => undefined);
    if (array?.shape.length === 1 && array.shape[0] === count)
      return { labels: basename(labelFile), labelFile };
  }
  return {};
}

/** `train-images…` has `t10k-images…` or `test-images…`, `x_train…` has `x_test…`. */
async function testBeside(file: string): Promise<string | undefined> {
  const name = basename(file);
  for (const word of ['t10k', 'test']) {
    const other = join(dirname(file), name.replace(/(?<![a-z])train(?![a-z])/i, word));
    if (other !== file && (await stat(other).catch(() => undefined))?.isFile()) return other;
  }
  return undefined;
}
