// The metadata.tsv of TensorBoard's projector: names and labels for a table of vectors without header.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { InputError } from '../input-error';
import type { RowNotes } from './table-vectors';

const labelColumns = ['label', 'class', 'category'];
const nameColumns = ['name', 'word', 'id'];
const largestFile = 256 * 2 ** 20;

/** The metadata file beside `tensors`, where there is one. */
export async function projectorMetadata(tensors: string): Promise<string | undefined> {
  const file = path.join(path.dirname(tensors), 'metadata.tsv');
  return file !== tensors && (await stat(file).catch(() => undefined))?.isFile() ? file : undefined;
}

/**
 * One column has no header by the projector's rule; it is names where no two are equal, else labels.
 * Of several columns the header says which is which; without such a name the first is taken the same way.
 */
export async function readProjectorNotes(file: string): Promise<RowNotes> {
  if ((await stat(file)).size > largestFile) {
    throw new InputError('The metadata file is too large.', { file });
  }
  const lines = (await readFile(file, 'utf8')).replace(/^\ufeff/, '').split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  const rows = lines.map((line) => line.split('\t'));
  const header = rows.length > 0 && rows[0].length > 1 ? (rows.shift() ?? []) : [];
  const column = (wishes: readonly string[]): string[] | undefined => {
    const index = header.findIndex((name) => wishes.includes(name.trim().toLowerCase()));
    return index < 0 ? undefined : rows.map((row) => row[index] ?? '');
  };
  const first = rows.map((row) => row[0]);
  const unique = new Set(first).size === first.length;
  const names = column(nameColumns) ?? (unique ? first : undefined);
  const labels = column(labelColumns) ?? (unique ? undefined : first);
  return { file, count: rows.length, ...(names && { names }), ...(labels && { labels }) };
}
