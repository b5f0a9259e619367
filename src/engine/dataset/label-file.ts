// Labels that lie in a file of their own: IDX, npy, or text with one label a line.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { InputError } from '../input-error';
import { isGzipName } from './gzip';
import { openIdx } from './idx';
import { rawStore } from './raw-array';
import { readNpy } from './read-npy';

/** Far more than one label a line needs. */
const largestText = 256 * 2 ** 20;

/** `unpackTo`: where a gzipped file may be unpacked. An empty line is no label. */
export async function readLabelFile(
  file: string,
  unpackTo: string,
): Promise<(string | undefined)[]> {
  const facts = await stat(file).catch(() => undefined);
  if (!facts?.isFile()) throw new InputError('There is no such label file.', { file });
  if (file.endsWith('.npy')) return Array.from((await readNpy(file)).data, String);
  if (isGzipName(file) || /idx\d/.test(path.basename(file))) return idxLabels(file, unpackTo);
  if (facts.size > largestText) throw new InputError('The label file is too large.', { file });
  const lines = (await readFile(file, 'utf8')).replace(/\r?\n$/, '').split(/\r?\n/);
  return lines.map((line) => (line.trim() === '' ? undefined : line.trim()));
}

async function idxLabels(file: string, unpackTo: string): Promise<string[]> {
  const array = await openIdx(file, unpackTo);
  if (array.shape.length !== 1) throw new InputError('Labels are one number a sample.', { file });
  const values = new Float32Array(array.shape[0]);
  const store = await rawStore(array);
  await store.copy(0, values.length, values, 0).finally(() => store.close());
  return Array.from(values, String);
}
