// What a table says of a row beside its sample.
import { InputError } from '../input-error';
import type { SampleNotes } from './sample-notes';
import { cellNumber, cellText, type Table, type TableRow } from './table';
import type { TableRoles } from './table-roles';

/** @throws InputError naming file and row where the place in the group is no number. */
export function rowNotes(
  row: TableRow,
  { label, group, order }: TableRoles,
  { file }: Pick<Table, 'file'>,
): SampleNotes {
  const text = (column: string | undefined): string | undefined =>
    column === undefined ? undefined : cellText(row.cells[column]);
  const notes = { label: text(label), group: text(group) };
  if (order === undefined) return notes;
  const place = cellNumber(row.cells[order]);
  if (place !== undefined && Number.isFinite(place)) return { ...notes, order: place };
  const found = text(order);
  throw new InputError(
    `Column ${order} ${found === undefined ? 'is empty' : `is "${found.slice(0, 40)}"`} where a number is needed: the place of the sample in its group.`,
    { file, row: row.number },
  );
}
