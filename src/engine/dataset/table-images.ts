// The images of a table: paths of files, or encoded images in the table itself.
import path from 'node:path';

import type { DataSource } from './data-source';
import type { ImageSource } from './decode-job';
import { fileCollection, type ImageCandidate, type ImageCollection } from './image-collection';
import { cellText, type Table } from './table';
import { rowNotes } from './row-notes';
import { inSplit, neededColumns, noteColumns, type TableRoles } from './table-roles';

/** Paths are relative to the table's folder and are the samples' names. */
export async function pathCollection(
  table: Table,
  roles: TableRoles,
  column: string,
  { split }: Pick<DataSource, 'split'>,
): Promise<{ readonly files: readonly string[]; readonly images: ImageCollection }> {
  const candidates: (ImageCandidate & { readonly file: string })[] = [];
  for await (const row of table.rows(neededColumns(roles))) {
    if (!inSplit(row, roles.split, split)) continue;
    const name = cellText(row.cells[column]) ?? '';
    const file = path.resolve(path.dirname(table.file), name);
    candidates.push({ name, ...rowNotes(row, roles, table), file });
  }
  return {
    files: candidates.map(({ file }) => file),
    images: fileCollection(table.file, candidates),
  };
}

/** Names are row numbers from 0. */
export async function embeddedCollection(
  table: Table,
  roles: TableRoles,
  column: string,
  { split }: Pick<DataSource, 'split'>,
): Promise<ImageCollection> {
  const candidates: ImageCandidate[] = [];
  const withoutImage = noteColumns(roles);
  // Without any column there are no rows to count.
  const light = withoutImage.length > 0 ? withoutImage : [column];
  let index = -1;
  for await (const row of table.rows(light)) {
    index++;
    if (!inSplit(row, roles.split, split)) continue;
    candidates.push({ name: `${index}`, ...rowNotes(row, roles, table) });
  }
  return {
    origin: table.file,
    candidates,
    async *batches() {
      let batch: ImageSource[] = [];
      for await (const row of table.rows(neededColumns(roles))) {
        if (!inSplit(row, roles.split, split)) continue;
        batch.push({ bytes: imageBytes(row.cells[column]) });
        if (batch.length === 32) {
          yield batch;
          batch = [];
        }
      }
      if (batch.length > 0) yield batch;
    },
  };
}

/** Empty where the row has no image; the decoder then says so. */
function imageBytes(cell: unknown): Uint8Array {
  const bytes = typeof cell === 'object' && cell !== null && 'bytes' in cell ? cell.bytes : cell;
  return bytes instanceof Uint8Array ? bytes : new Uint8Array();
}
