// A look at a folder of images: how many, of which size, in which classes.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listImageFolder } from '../dataset/image-folder';
import { readSource } from '../dataset/image-file';
import { type ImageHeader, readImageHeader } from '../dataset/image-header';
import { InputError } from '../input-error';
import type { Survey } from './survey';

/** Images whose headers are read, spread over all of them. */
const LOOKED_AT = 32;
/** Enough for the header of nearly every file. */
const HEADER_BYTES = 65_536;

/** @throws InputError where no image lies below the folder. */
export async function surveyImages(folder: string): Promise<Survey> {
  const { train, test } = await splitFolders(folder);
  const { files, images } = await listImageFolder(train);
  if (files.length === 0)
    throw new InputError('no PNG, JPEG or WebP image lies in this folder: choose another', {
      file: folder,
    });
  const labels = images.candidates.flatMap(({ label }) => label ?? []);
  const classes = new Set(labels).size;
  const headers = spread(files, LOOKED_AT).flatMap((file) => headerOf(file) ?? []);
  const size = middle(headers.map(({ width, height }) => Math.min(width, height)));
  const sized = size === undefined ? '' : ` of about ${size} pixels`;
  return {
    kind: 'image',
    ...(size !== undefined && { size }),
    gray: headers.length > 0 && headers.every(({ grey }) => grey),
    count: files.length,
    samples: `${files.length} images${sized}`,
    ...(classes > 1 && { classes, labels: `the ${classes} folders that hold images` }),
    train,
    ...(test !== undefined && { test }),
  };
}

/** A folder that holds `train` and `test` (or `val`) holds two data sets. */
async function splitFolders(folder: string): Promise<{ train: string; test?: string }> {
  const entries = await readdir(folder, { withFileTypes: true });
  const named = (...wishes: string[]): string | undefined =>
    entries.find((each) => each.isDirectory() && wishes.includes(each.name.toLowerCase()))?.name;
  const train = named('train', 'training');
  const test = named('test', 'testing') ?? named('val', 'valid', 'validation');
  if (train === undefined) return { train: folder };
  return { train: join(folder, train), ...(test !== undefined && { test: join(folder, test) }) };
}

function headerOf(file: string): ImageHeader | undefined {
  try {
    return readImageHeader(readSource({ file }, HEADER_BYTES));
  } catch {
    // Opening the data will name it and leave it out.
    return undefined;
  }
}

function spread<T>(all: readonly T[], most: number): T[] {
  const count = Math.min(most, all.length);
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]);
}

const middle = (numbers: readonly number[]): number | undefined =>
  [...numbers].sort((a, b) => a - b).at(numbers.length >> 1);
