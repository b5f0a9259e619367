// A look at a table, by its first rows: CSV, TSV, JSONL, Parquet.
import { dirname, resolve } from 'node:path';
import { openCsv } from '../dataset/csv';
import { readSource } from '../dataset/image-file';
import { readImageHeader } from '../dataset/image-header';
import { openJsonLines } from '../dataset/json-lines';
import { cellText, firstRows, type Table, type TableRow } from '../dataset/table';
import { chooseRoles, type TableRoles } from '../dataset/table-roles';
import type { Survey } from './survey';

export type TableFormat = 'csv' | 'jsonl' | 'parquet';

/** Rows that are looked at; a table that has no more is counted. */
const ROWS = 1000;
const HEADER_BYTES = 65_536;

/** Columns with these names hold labels, whatever the case. */
const labelNames = ['label', 'labels', 'class', 'target', 'species', 'category', 'y'];

/** @throws InputError where the table is damaged or no column can be a sample. */
export async function surveyTable(file: string, format: TableFormat): Promise<Survey> {
  const table = await openers[format](file);
  const rows = await firstRows(table, ROWS);
  const label = table.columns.find((name) => labelNames.includes(name.toLowerCase()));
  const columns = label === undefined || label === 'label' ? {} : { label };
  const roles = chooseRoles(table, rows, { columns });
  const count = rows.length < ROWS ? rows.length : undefined;
  const classes = label === undefined ? 0 : distinct(rows, label);
  return {
    ...samplesOf(table, rows, roles, count),
    ...(count !== undefined && { count }),
    ...(label !== undefined && { labels: `the column ${label}` }),
    ...(classes > 1 && count !== undefined && { classes }),
    ...(Object.keys(columns).length > 0 && { columns }),
    train: file,
  };
}

const openers: Readonly<Record<TableFormat, (file: string) => Promise<Table>>> = {
  csv: openCsv,
  jsonl: openJsonLines,
  // Its reader brings decompressors along, which other tables have no use for.
  parquet: async (file) => (await import('../dataset/parquet')).openParquet(file),
};

type Samples = Pick<Survey, 'kind' | 'size' | 'gray' | 'samples'>;

function samplesOf(
  table: Table,
  rows: readonly TableRow[],
  { samples }: TableRoles,
  count: number | undefined,
): Samples {
  const many = count ?? `more than ${ROWS}`;
  switch (samples.kind) {
    case 'numbers': {
      const size = samples.columns.length;
      return {
        kind: 'vector',
        size,
        samples: `${many} rows; the vector is ${listed(samples.columns)}`,
      };
    }
    case 'list':
      return {
        kind: 'vector',
        samples: `${many} rows; the vector is the column ${samples.column}`,
      };
    case 'path':
    case 'image':
      return {
        kind: 'image',
        ...imageSize(table, rows[0], samples),
        samples: `${many} rows; the image is the column ${samples.column}`,
      };
  }
}

/** Of the first row's image, where it can be read. */
function imageSize(
  { file }: Table,
  row: TableRow | undefined,
  { kind, column }: { readonly kind: string; readonly column: string },
): Pick<Samples, 'size' | 'gray'> {
  const path = kind === 'path' ? cellText(row?.cells[column]) : undefined;
  if (path === undefined) return {};
  try {
    const source = { file: resolve(dirname(file), path) };
    const { width, height, grey } = readImageHeader(readSource(source, HEADER_BYTES));
    return { size: Math.min(width, height), gray: grey };
  } catch {
    return {};
  }
}

const distinct = (rows: readonly TableRow[], column: string): number =>
  new Set(rows.flatMap(({ cells }) => cellText(cells[column]) ?? [])).size;

const listed = (names: readonly string[]): string =>
  names.length <= 6
    ? names.join(', ')
    : `${names.slice(0, 5).join(', ')} … (${names.length} columns)`;
