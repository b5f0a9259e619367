// .npz: several .npy arrays in a zip file. All of the chosen arrays are held in memory.
import { readFile, stat } from 'node:fs/promises';

import { unzipSync, type UnzipFileInfo } from 'fflate';

import { InputError } from '../input-error';
import { decodeNpy, type NpyArray } from './read-npy';

const largestArchive = 2 ** 31;
/** Deflate's best is one byte for 1032. */
const greatestRatio = 1032;

export interface NpzDataset {
  readonly samples: NpyArray;
  readonly labels: NpyArray | undefined;
}

/**
 * Samples: the array `x` or `embeddings`, else the first of two or more axes. Labels: `y` or `labels`.
 * Throws InputError where there are none, or the archive is damaged or unpacks to more than 2 GiB.
 */
export async function readNpz(file: string): Promise<NpzDataset> {
  const { size } = await stat(file);
  if (size > largestArchive) throw tooLarge(file);
  const archive = await readFile(file);
  const names: string[] = [];
  unzip(archive, file, (entry) => {
    names.push(entry.name);
    return false;
  });
  const load = (name: string): NpyArray => loadArray(archive, file, name);
  const named = (...wishes: string[]): string | undefined =>
    names.find((name) => wishes.includes(name.replace(/\.npy$/, '').toLowerCase()));
  const labelName = named('y', 'labels');
  const samples = firstSamples(named('x', 'embeddings'), names, load);
  if (samples === undefined) {
    throw new InputError(
      `No array of two or more axes is in here (${names.join(', ')}): save it as "x".`,
      { file },
    );
  }
  return { samples, labels: labelName === undefined ? undefined : load(labelName) };
}

function firstSamples(
  named: string | undefined,
  names: readonly string[],
  load: (name: string) => NpyArray,
): NpyArray | undefined {
  if (named !== undefined) return load(named);
  for (const name of names.filter((entry) => entry.endsWith('.npy'))) {
    const array = load(name);
    if (array.shape.length >= 2) return array;
  }
  return undefined;
}

function loadArray(archive: Uint8Array, file: string, name: string): NpyArray {
  const found = unzip(archive, file, (entry) => entry.name === name)[name];
  return decodeNpy(found, `${file} (${name})`);
}

function unzip(
  archive: Uint8Array,
  file: string,
  wanted: (entry: UnzipFileInfo) => boolean,
): Record<string, Uint8Array> {
  const filter = (entry: UnzipFileInfo): boolean => {
    if (!wanted(entry)) return false;
    const { originalSize } = entry;
    if (originalSize > largestArchive || originalSize > archive.length * greatestRatio) {
      throw tooLarge(file);
    }
    return true;
  };
  try {
    return unzipSync(archive, { filter });
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError('The zip archive is damaged: save it again.', { file });
  }
}

function tooLarge(file: string): InputError {
  return new InputError('The archive unpacks to more than 2 GiB: save the array as .npy.', {
    file,
  });
}
