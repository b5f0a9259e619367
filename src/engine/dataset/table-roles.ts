// Which columns of a table hold the samples, the classes and the splits.
import { InputError } from '../input-error';
import type { DataSource } from './data-source';
import { cellNumber, cellText, type Table, type TableRow } from './table';

export interface TableRoles {
  /** `numbers`: one element of the vector in each column; `list`: all of it in one. */
  readonly samples:
    | { readonly kind: 'numbers'; readonly columns: readonly string[] }
    | { readonly kind: 'list' | 'path' | 'image'; readonly column: string };
  readonly label: string | undefined;
  readonly group?: string | undefined;
  readonly order?: string | undefined;
  readonly split: string | undefined;
}

type RoleWishes = Pick<DataSource, 'columns' | 'mayLack' | 'split'>;

/**
 * What the source names is taken; else the column `image` where it holds bytes, `path`, the only column of
 * lists, or all columns of numbers. `rows`: the first ones. Throws InputError where a named column is
 * missing or nothing is left to take.
 */
export function chooseRoles(
  table: Table,
  rows: readonly TableRow[],
  { columns = {}, mayLack = [], split }: RoleWishes,
): TableRoles {
  const role = (name: (typeof mayLack)[number], usual?: string): string | undefined => {
    const wish = columns[name];
    const lacks = mayLack.includes(name) && wish !== undefined && !table.columns.includes(wish);
    return lacks ? undefined : named(table, wish, usual);
  };
  const [label, splitColumn] = [role('label', 'label'), role('split', 'split')];
  const [group, order] = [role('group'), role('order')];
  if (split !== undefined && splitColumn === undefined) {
    throw new InputError(
      `There is no split column: name it in columns.split (${list(table)}).`,
      table,
    );
  }
  const holds = (column: string, test: (cell: unknown) => boolean): boolean =>
    rows.some(({ cells }) => test(cells[column]));
  const samples = (): TableRoles['samples'] => {
    const { vector, image, path } = columns;
    if (vector !== undefined) return namedVector(table, vector, holds);
    if (image !== undefined) return { kind: 'image', column: existing(table, image) };
    if (path !== undefined) return { kind: 'path', column: existing(table, path) };
    if (holds('image', isEncodedImage)) return { kind: 'image', column: 'image' };
    if (holds('path', (cell) => typeof cell === 'string')) return { kind: 'path', column: 'path' };
    const taken = [label, splitColumn, group, order, 'path', 'image'];
    return guessVector(
      table,
      table.columns.filter((name) => !taken.includes(name)),
      rows,
      holds,
    );
  };
  return { samples: samples(), label, group, order, split: splitColumn };
}

type Holds = (column: string, test: (cell: unknown) => boolean) => boolean;

function namedVector(
  table: Table,
  vector: string | readonly string[],
  holds: Holds,
): TableRoles['samples'] {
  if (typeof vector !== 'string') {
    return { kind: 'numbers', columns: vector.map((name) => existing(table, name)) };
  }
  return holds(existing(table, vector), isList)
    ? { kind: 'list', column: vector }
    : { kind: 'numbers', columns: [vector] };
}

function guessVector(
  table: Table,
  free: readonly string[],
  rows: readonly TableRow[],
  holds: Holds,
): TableRoles['samples'] {
  const lists = free.filter((name) =>
    holds(name, (cell) => typeof cell !== 'string' && isList(cell)),
  );
  if (lists.length === 1) return { kind: 'list', column: lists[0] };
  if (lists.length > 1) {
    throw new InputError(
      `Several columns hold lists (${lists.join(', ')}): name one in columns.vector.`,
      table,
    );
  }
  const numbers = free.filter((name) => isNumeric(rows, name));
  if (numbers.length > 0) return { kind: 'numbers', columns: numbers };
  throw new InputError(
    `No column holds numbers, lists, images or a path: name one in columns (${list(table)}).`,
    table,
  );
}

/** Numbers or missing in every row, and a number in at least one. */
export function isNumeric(rows: readonly TableRow[], name: string): boolean {
  const values = rows.map(({ cells }) => cellNumber(cells[name]));
  return !values.includes(undefined) && values.some((value) => !Number.isNaN(value));
}

/** Also lists written as text, `[0.1, 0.2]`. */
export function isList(cell: unknown): boolean {
  if (typeof cell === 'string') return cell.trimStart().startsWith('[');
  return Array.isArray(cell) || (ArrayBuffer.isView(cell) && !(cell instanceof Uint8Array));
}

/** Bytes, or an object with bytes as Hugging Face's datasets write it. */
function isEncodedImage(cell: unknown): boolean {
  const bytes = typeof cell === 'object' && cell !== null && 'bytes' in cell ? cell.bytes : cell;
  return bytes instanceof Uint8Array;
}

function named(
  table: Table,
  wish: string | undefined,
  usual: string | undefined,
): string | undefined {
  if (wish !== undefined) return existing(table, wish);
  return usual !== undefined && table.columns.includes(usual) ? usual : undefined;
}

function existing(table: Table, name: string): string {
  if (table.columns.includes(name)) return name;
  throw new InputError(`There is no column "${name}": the columns are ${list(table)}.`, table);
}

function list({ columns }: Table): string {
  return columns.length <= 12
    ? columns.join(', ')
    : `${columns.slice(0, 12).join(', ')} and ${columns.length - 12} more`;
}

/** Whether the row belongs to the wanted split. */
export function inSplit(row: TableRow, column: string | undefined, wish?: string): boolean {
  return wish === undefined || (column !== undefined && cellText(row.cells[column]) === wish);
}

/** Every column that is needed. */
export function neededColumns(roles: TableRoles): string[] {
  const { samples } = roles;
  return [
    ...(samples.kind === 'numbers' ? samples.columns : [samples.column]),
    ...noteColumns(roles),
  ];
}

/** The columns beside the samples themselves. */
export function noteColumns({ label, group, order, split }: TableRoles): string[] {
  return [label, group, order, split].filter((name) => name !== undefined);
}
