// Pairs of rows from a file: which are alike, and which are not.
import { readPairs, type NamedPair } from '../dataset/pair-file';
import type { PlainPairs } from '../explain/plain-rows';
import { InputError } from '../input-error';
import { Components } from '../train/relations/components';

/**
 * Columns first and second are numbers of rows, from 0; similar, where there is one, is 1 or 0.
 * @throws InputError with file and line where a number is none of a row, or both are the same.
 */
export async function readRowPairs(file: string, rows: number): Promise<PlainPairs> {
  const pairs = await readPairs(file);
  const row = (text: string, line: number): number => {
    if (/^\s*\d+\s*$/.test(text) && Number(text) < rows) return Number(text);
    throw new InputError(`"${text}" is no row: they are numbered 0 to ${rows - 1}`, { file, line });
  };
  const first = pairs.map((pair) => row(pair.first, pair.line));
  const second = pairs.map((pair) => row(pair.second, pair.line));
  const itself = pairs.find((_, i) => first[i] === second[i]);
  if (itself)
    throw new InputError(`row ${itself.first} is paired with itself`, { file, line: itself.line });
  return { first, second, similar: pairs.map((pair) => alike(file, pair)) };
}

function alike(file: string, { similar = '1', line }: NamedPair): 0 | 1 {
  const text = similar.trim();
  if (text === '0' || text === '1') return text === '1' ? 1 : 0;
  throw new InputError(`"${similar}" does not say whether the pair is similar: write 1 or 0`, {
    file,
    line,
  });
}

/** A class for each row: similar pairs, and the two views of a sample, connect rows to one. */
export function connectedClasses(
  { first, second, similar }: PlainPairs,
  rows: number,
  twins: boolean,
): Int32Array {
  const components = new Components(rows);
  if (twins) for (let row = 0; row < rows / 2; row++) components.join(row, row + rows / 2);
  for (let pair = 0; pair < similar.length; pair++)
    if (similar[pair] === 1) components.join(first[pair], second[pair]);
  return Int32Array.from({ length: rows }, (_, row) => components.of(row));
}
