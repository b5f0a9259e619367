// JSONL tables: one object a line.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import * as v from 'valibot';

import { InputError } from '../input-error';
import { firstRows, type Table, type TableRow } from './table';

/** `record` takes arrays too. */
const rowSchema = v.pipe(
  v.unknown(),
  v.check((row) => !Array.isArray(row)),
  v.record(v.string(), v.unknown()),
);

/** The columns are the keys of the first hundred rows. Throws InputError where there is no row. */
export async function openJsonLines(file: string): Promise<Table> {
  const rows = (): AsyncGenerator<TableRow> => readRows(file);
  const first = await firstRows({ rows });
  if (first.length === 0) throw new InputError('The table is empty.', { file });
  return { file, columns: [...new Set(first.flatMap(({ cells }) => Object.keys(cells)))], rows };
}

async function* readRows(file: string): AsyncGenerator<TableRow> {
  const source = createReadStream(file);
  let number = 0;
  try {
    for await (const line of createInterface({ input: source, crlfDelay: Infinity })) {
      number++;
      if (line.trim() !== '') yield { number, cells: parseRow(line, file, number) };
    }
  } finally {
    source.destroy();
  }
}

function parseRow(line: string, file: string, row: number): Record<string, unknown> {
  try {
    return v.parse(rowSchema, JSON.parse(line));
  } catch {
    throw new InputError('This line is no JSON object: write one object a line.', { file, row });
  }
}
