// A file of rows with named columns, read from the top.

export interface TableRow {
  /** Row in the file, counted from 1; a header is row 1. */
  readonly number: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  /**
   * Every row, from the top each time it is called, with `columns` at least (all by default: what is
   * not asked for need not be read). Throws InputError naming file and row.
   */
  rows(columns?: readonly string[]): AsyncIterable<TableRow>;
}

/** The first rows: what the columns hold is judged by them. */
export async function firstRows(table: Pick<Table, 'rows'>, count = 100): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of table.rows()) {
    rows.push(row);
    if (rows.length === count) break;
  }
  return rows;
}

/** A cell as text; undefined where it is empty or no single value. */
export function cellText(cell: unknown): string | undefined {
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString();
  if (typeof cell === 'string') return cell === '' ? undefined : cell;
  if (typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean') {
    return cell.toString();
  }
  return undefined;
}

/** A cell as a number; NaN where it is empty or says that a value is missing; undefined for other text. */
export function cellNumber(cell: unknown): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  if (cell === null || cell === undefined) return NaN;
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim();
  if (/^(|na|n\/a|nan|null|\?)$/i.test(text)) return NaN;
  const value = Number(text);
  return Number.isNaN(value) ? undefined : value;
}
