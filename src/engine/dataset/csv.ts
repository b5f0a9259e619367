// CSV and TSV tables. Tabs separate in .tsv, else semicolons where the first line has no comma but these.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

import { CsvError, parse } from 'csv-parse';

import { InputError } from '../input-error';
import type { Table, TableRow } from './table';

export interface CsvTable extends Table {
  /** False: the first line is data and the columns are called `0`, `1`, … */
  readonly hasHeader: boolean;
}

/**
 * A first row is data where every cell is a number or any has a decimal point; 0, 1, 2, … is a header.
 * Throws InputError where the file is empty or two columns have one name.
 */
export async function openCsv(file: string): Promise<CsvTable> {
  const delimiter = await chooseDelimiter(file);
  const first = await firstRecord(file, delimiter);
  const hasHeader = !isData(first);
  const columns = hasHeader ? first.map((name) => name.trim()) : first.map((_, i) => `${i}`);
  const twice = columns.find((name, i) => columns.indexOf(name) < i);
  if (twice !== undefined) {
    throw new InputError(`Two columns are called "${twice}": rename one.`, { file, row: 1 });
  }
  return {
    file,
    columns,
    hasHeader,
    async *rows(): AsyncGenerator<TableRow> {
      let number = 0;
      for await (const record of records(file, delimiter)) {
        number++;
        if (number === 1 && hasHeader) continue;
        yield { number, cells: Object.fromEntries(columns.map((name, i) => [name, record[i]])) };
      }
    },
  };
}

async function chooseDelimiter(file: string): Promise<string> {
  if (file.toLowerCase().endsWith('.tsv')) return '\t';
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const [line] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
    return [',', ';', '\t'].find((delimiter) => line.includes(delimiter)) ?? ',';
  } finally {
    await handle.close();
  }
}

async function firstRecord(file: string, delimiter: string): Promise<readonly string[]> {
  for await (const record of records(file, delimiter)) return record;
  throw new InputError('The table is empty.', { file });
}

function isData(cells: readonly string[]): boolean {
  const numbers = cells.map((cell) => (cell.trim() === '' ? NaN : Number(cell)));
  if (numbers.length > 1 && numbers.every((value, i) => value === i)) return false;
  return (
    numbers.every((value) => Number.isFinite(value)) ||
    numbers.some((value) => Number.isFinite(value) && !Number.isInteger(value))
  );
}

/** A quote that is never closed must not swallow the rest of a large file. */
const longestRecord = 16 * 2 ** 20;

async function* records(file: string, delimiter: string): AsyncGenerator<readonly string[]> {
  const source = createReadStream(file);
  const parser = parse({
    delimiter,
    bom: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    // Words in a table of tab-separated vectors may be quotation marks.
    ...(delimiter === '\t' && { quote: null }),
  });
  // A stream's errors do not travel through a pipe.
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const record of source.pipe(parser)) yield record as readonly string[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = 'lines' in error ? Number(error.lines) : 1;
    throw new InputError(`${error.message}: mend the row.`, { file, row });
  } finally {
    source.destroy();
  }
}
