// A CSV file of pairs: the columns first and second hold names of samples.
import { readFile } from 'node:fs/promises';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { InputError } from '../input-error';

export interface NamedPair {
  readonly first: string;
  readonly second: string;
  /** The cell of a column of that name, where the file has one. */
  readonly similar?: string;
  /** In the file, from 1. */
  readonly line: number;
}

const recordsSchema = v.array(
  v.object({ record: v.array(v.string()), info: v.object({ lines: v.number() }) }),
);

/**
 * Tabs separate in a .tsv, commas in every other file; further columns are left alone.
 * @throws InputError with file and line where a column, a name or every pair is missing.
 */
export async function readPairs(file: string): Promise<NamedPair[]> {
  const records = parsed(file, await contentOf(file));
  const columns = records.at(0)?.record.map((name) => name.trim()) ?? [];
  const [first, second] = ['first', 'second'].map((name) => {
    const column = columns.indexOf(name);
    if (column >= 0) return column;
    throw new InputError(
      `there is no column "${name}": begin the file with the line first,second.`,
      { file, line: 1 },
    );
  });
  const rows = records.slice(1);
  if (rows.length === 0) throw new InputError('the file lists no pairs.', { file, line: 2 });
  return rows.map(({ record, info: { lines: line } }) => {
    const similar = columns.indexOf('similar');
    const pair = {
      first: record[first],
      second: record[second],
      ...(similar >= 0 && { similar: record[similar] }),
      line,
    };
    if (pair.first !== '' && pair.second !== '') return pair;
    throw new InputError('this pair has one name only.', { file, line });
  });
}

async function contentOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new InputError(`the pairs cannot be read (${String(error.code)}).`, { file });
  });
}

function parsed(file: string, text: string): v.InferOutput<typeof recordsSchema> {
  const delimiter = file.toLowerCase().endsWith('.tsv') ? '\t' : ',';
  try {
    const records: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      skipEmptyLines: true,
    });
    return v.parse(recordsSchema, records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? Number(error.lines) : 1;
    throw new InputError(`${error.message}.`, { file, line });
  }
}
