// Which format a path has, by its name.
import { stat } from 'node:fs/promises';
import path from 'node:path';

import { InputError } from '../input-error';
import type { DataFormat, DataSource } from './data-source';

export type KnownFormat = Exclude<DataFormat, 'auto'>;

const extensions: readonly (readonly [RegExp, KnownFormat])[] = [
  [/\.np[yz]$/i, 'npy'],
  [/\.(csv|tsv)$/i, 'csv'],
  [/\.(jsonl|ndjson)$/i, 'jsonl'],
  [/\.(parquet|pq)$/i, 'parquet'],
  [/(idx\d-?(ubyte|byte|short|int|float|double)|\.idx\d?)(\.gz)?$/i, 'idx'],
];

/** Undefined where the name says nothing. */
export function formatByName(file: string): KnownFormat | undefined {
  return extensions.find(([pattern]) => pattern.test(path.basename(file)))?.[1];
}

/** Throws InputError where there is nothing at the path, or its name says nothing and `format` is auto. */
export async function detectFormat({ path: file, format }: DataSource): Promise<KnownFormat> {
  const facts = await stat(file).catch(() => undefined);
  if (facts === undefined) throw new InputError('There is no such file or folder.', { file });
  if (facts.isDirectory() !== (format === 'image-folder') && format !== 'auto') {
    const found = facts.isDirectory() ? 'a folder' : 'a file';
    throw new InputError(`This is ${found}, which is not of format ${format}.`, { file });
  }
  if (format !== 'auto') return format;
  if (facts.isDirectory()) return 'image-folder';
  const known = formatByName(file);
  if (known) return known;
  throw new InputError(
    'The name does not say what this file is: give its format (idx, npy, csv, jsonl, parquet).',
    { file },
  );
}
