// The vectors of a table.
import { InputError } from '../input-error';
import { defaultMemoryLimit, type DataSource, type OpenOptions } from './data-source';
import type { SkippedSample } from './dataset';
import type { CacheTarget } from './cache-target';
import { rowNotes } from './row-notes';
import { collectNotes, type SampleNotes } from './sample-notes';
import type { StoredDataset } from './stored-dataset';
import { cellNumber, cellText, type Table, type TableRow } from './table';
import { inSplit, neededColumns, type TableRoles } from './table-roles';
import { VectorSink } from './vector-sink';

/** Names and classes that lie in a file beside the table, `count` rows of them. */
export interface RowNotes {
  readonly file: string;
  readonly count: number;
  readonly names?: readonly string[];
  readonly labels?: readonly (string | undefined)[];
}

/**
 * Names are row numbers from 0, over all rows of the file, unless `notes` has better ones. A row with a
 * missing value is skipped; text among numbers or another width is an InputError with file and row.
 */
export async function readVectors(
  table: Table,
  roles: TableRoles,
  notes: RowNotes | undefined,
  source: Pick<DataSource, 'split'>,
  target: CacheTarget,
  options: OpenOptions,
): Promise<StoredDataset> {
  const names: string[] = [];
  const known: SampleNotes[] = [];
  const skipped: SkippedSample[] = [];
  let sink: VectorSink | undefined;
  let width = 0;
  let index = -1;
  try {
    for await (const row of table.rows(neededColumns(roles))) {
      index++;
      if (index % 1024 === 0) options.signal?.throwIfAborted();
      if (!inSplit(row, roles.split, source.split)) continue;
      const name = notes?.names?.[index] ?? `${index}`;
      const vector = rowVector(row, roles, table.file);
      if (typeof vector === 'string') {
        skipped.push({ name, row: names.length + skipped.length, reason: vector });
        continue;
      }
      if (sink === undefined) {
        width = vector.length;
        sink = new VectorSink(width, target, options.memoryLimit ?? defaultMemoryLimit);
      }
      checkWidth(vector, width, table.file, row);
      await sink.add(vector);
      names.push(name);
      const found = rowNotes(row, roles, table);
      known.push(notes?.labels ? { ...found, label: notes.labels[index] } : found);
    }
    checkNotes(notes, index + 1);
    if (sink === undefined) throw nothingLeft(table, skipped, source.split);
    const features = featureNames(table, roles);
    const shape = { kind: 'vector', sampleShape: [width], features } as const;
    return await sink.finish({ ...shape, names, ...collectNotes(known), skipped });
  } catch (error) {
    await sink?.abandon();
    throw error;
  }
}

/** Columns that are only counted have no names. */
function featureNames(table: Table, { samples }: TableRoles): readonly string[] | undefined {
  const counted = 'hasHeader' in table && table.hasHeader === false;
  return samples.kind === 'numbers' && !counted ? samples.columns : undefined;
}

function checkNotes(notes: RowNotes | undefined, rows: number): void {
  if (notes === undefined || notes.count === rows) return;
  throw new InputError(`There are ${notes.count} rows here for the table's ${rows}.`, notes);
}

function nothingLeft(
  table: Table,
  skipped: readonly SkippedSample[],
  split: string | undefined,
): InputError {
  const detail = skipped.length > 0 ? `: ${skipped[0].reason}` : '';
  const wish = split === undefined ? '' : ` of split "${split}"`;
  return new InputError(`The table has no usable row${wish}${detail || '.'}`, { file: table.file });
}

function checkWidth(vector: Float32Array, width: number, file: string, row: TableRow): void {
  if (vector.length === width) return;
  throw new InputError(
    `This row's vector has ${vector.length} numbers, the ones before have ${width}.`,
    { file, row: row.number },
  );
}

/** The vector, or the reason to skip the row. */
function rowVector(row: TableRow, { samples }: TableRoles, file: string): Float32Array | string {
  const where = samples.kind === 'numbers' ? samples.columns : undefined;
  const cells =
    samples.kind === 'numbers'
      ? samples.columns.map((name) => row.cells[name])
      : listItems(row.cells[samples.column]);
  if (cells === undefined) return 'The row has no vector.';
  const vector = new Float32Array(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const value = cellNumber(cells[i]);
    const column = where ? `Column ${where[i]}` : `Element ${i}`;
    if (value === undefined) {
      const text = cellText(cells[i]) ?? 'something else';
      throw new InputError(`${column} is "${text.slice(0, 40)}" where a number is needed.`, {
        file,
        row: row.number,
      });
    }
    if (!Number.isFinite(value)) return `${column} has no finite value.`;
    vector[i] = value;
  }
  return vector;
}

function listItems(cell: unknown): ArrayLike<unknown> | undefined {
  if (Array.isArray(cell)) return cell.length > 0 ? cell : undefined;
  if (ArrayBuffer.isView(cell) && !(cell instanceof DataView)) {
    return cell as unknown as ArrayLike<number>;
  }
  if (typeof cell !== 'string') return undefined;
  try {
    return listItems(JSON.parse(cell));
  } catch {
    return undefined;
  }
}
