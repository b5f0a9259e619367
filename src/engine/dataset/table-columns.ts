// What a table says of its samples beside content, class and group: columns of numbers, and the split.
import { openCsv } from './csv';
import type { DataSource } from './data-source';
import { detectFormat } from './detect-format';
import { openers, projectorBeside } from './open-table';
import { readProjectorNotes } from './projector-notes';
import { cellNumber, cellText, firstRows, type Table, type TableRow } from './table';
import { chooseRoles, inSplit, isNumeric, type TableRoles } from './table-roles';

export interface TableColumns {
  /** Columns of numbers: those beside the vector first, then its elements where they have names. */
  readonly numbers: readonly string[];
  readonly split: string | undefined;
  /** Reads the given ones of `numbers`, and the split, of every sample's row. */
  read(numbers: readonly string[]): Promise<ColumnCells>;
}

/** Cells in the order of the rows; names as `Dataset` has them. */
export interface ColumnCells {
  readonly names: readonly string[];
  /** NaN where a cell is empty or no finite number. */
  readonly numbers: ReadonlyMap<string, readonly number[]>;
  /** Undefined where a cell is empty. */
  readonly split: readonly (string | undefined)[];
}

/**
 * Undefined where the source is no table.
 * @throws InputError where there is nothing at the path, or it cannot be read as the table it should be.
 */
export async function openColumns(source: DataSource): Promise<TableColumns | undefined> {
  const format = await detectFormat(source);
  if (format !== 'csv' && format !== 'jsonl' && format !== 'parquet') return undefined;
  const table = await openers[format](source.path);
  const rows = await firstRows(table);
  const roles = chooseRoles(table, rows, source);
  const metadata = source.labels === undefined && (await projectorBeside(table, roles));
  if (metadata) return openMetadata(metadata);
  return {
    numbers: numberColumns(table, roles, rows),
    split: roles.split,
    read: (numbers) =>
      readCells(table, [...numbers, ...keyColumns(roles)], {
        numbers,
        split: roles.split,
        nameOf: (row, index) => nameOf(row, index, roles),
        wanted: (row) => inSplit(row, roles.split, source.split),
      }),
  };
}

/** The file beside a projector's vectors; without a header it names nothing. */
async function openMetadata(file: string): Promise<TableColumns> {
  const table = await openCsv(file);
  const numbers =
    table.columns.length > 1 && table.hasHeader
      ? numeric(table.columns, await firstRows(table))
      : [];
  return {
    ...{ numbers, split: undefined },
    async read(wanted) {
      const { names } = await readProjectorNotes(file);
      return readCells(table, wanted, {
        ...{ numbers: wanted, split: undefined },
        nameOf: (_, index) => names?.[index] ?? `${index}`,
        wanted: () => true,
      });
    },
  };
}

const keyColumns = ({ samples, split }: TableRoles): string[] =>
  [samples.kind === 'path' ? samples.column : undefined, split].filter(
    (name) => name !== undefined,
  );

function nameOf({ cells }: TableRow, index: number, { samples }: TableRoles): string {
  return samples.kind === 'path' ? (cellText(cells[samples.column]) ?? '') : `${index}`;
}

function numberColumns(table: Table, roles: TableRoles, rows: readonly TableRow[]): string[] {
  const { samples, label, group, split } = roles;
  // Columns that are only counted say nothing.
  if ('hasHeader' in table && table.hasHeader === false) return [];
  const elements = samples.kind === 'numbers' ? samples.columns : [];
  const known = [
    label,
    group,
    split,
    ...elements,
    ...('column' in samples ? [samples.column] : []),
  ];
  const beside = table.columns.filter((name) => !known.includes(name));
  return [...numeric(beside, rows), ...elements];
}

const numeric = (names: readonly string[], rows: readonly TableRow[]): string[] =>
  names.filter((name) => isNumeric(rows, name));

interface Reading {
  readonly numbers: readonly string[];
  readonly split: string | undefined;
  /** `index`: of the row among all rows, from 0. */
  readonly nameOf: (row: TableRow, index: number) => string;
  readonly wanted: (row: TableRow) => boolean;
}

async function readCells(
  table: Table,
  columns: readonly string[],
  { numbers, split, nameOf: name, wanted }: Reading,
): Promise<ColumnCells> {
  const names: string[] = [];
  const parts: (string | undefined)[] = [];
  const values = new Map(numbers.map((each) => [each, [] as number[]]));
  let index = -1;
  for await (const row of table.rows(columns.length > 0 ? columns : table.columns)) {
    index++;
    if (!wanted(row)) continue;
    names.push(name(row, index));
    if (split !== undefined) parts.push(cellText(row.cells[split]));
    for (const [column, cells] of values) cells.push(finite(cellNumber(row.cells[column])));
  }
  return { names, numbers: values, split: parts };
}

const finite = (value: number | undefined): number =>
  value !== undefined && Number.isFinite(value) ? value : NaN;
