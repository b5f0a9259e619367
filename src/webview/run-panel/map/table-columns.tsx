// What the table says of a sample: its groups, its numbers in the data, and its place among the anchor's
// negatives. The same that the map shows by colour.
import { computed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { NegativeReport } from '../../../protocol/run-view';
import { Icon } from '../../shared/icon';
import { figure, fixed } from '../../shared/numbers';
import { ClassMark } from '../class-mark';
import { TABLE_COLUMNS } from '../colour-requests';
import { groupings, groupName } from '../groupings';
import { probabilityFigure } from '../inspector/figures';
import * as state from '../state';

export interface TableColumn {
  readonly name: string;
  /** Its cells are numbers, which stand to the right. */
  readonly number?: boolean;
  readonly cell: (row: number) => ComponentChildren;
}

/** Beside the name. */
export const columns = computed<readonly TableColumn[]>(() => [
  { name: 'Label', cell: (row) => <ClassMark index={row} /> },
  ...groupColumns(),
  ...dataColumns(),
  ...negativeColumns,
]);

/** The anchor's negatives that are known. */
export const negativesByRow = computed(
  () => new Map(state.report.value?.negatives.map((each) => [each.index, each])),
);

function groupColumns(): readonly TableColumn[] {
  const { split, cluster } = groupings;
  return [split.value, cluster.value].flatMap((grouping) =>
    grouping
      ? [{ name: grouping.title, cell: (row: number) => groupName(grouping.kind, row) ?? '' }]
      : [],
  );
}

function dataColumns(): readonly TableColumn[] {
  const read = [...state.columnValues.value.values()].filter(({ kind }) => kind === 'number');
  return read.slice(0, TABLE_COLUMNS).map((column) => ({
    name: column.name,
    number: true,
    cell: (row) => (column.kind === 'number' ? figure(column.values.at(row) ?? NaN) : ''),
  }));
}

const ofNegative = (name: string, text: (negative: NegativeReport) => string): TableColumn => ({
  name,
  number: true,
  cell: (row) => {
    const negative = negativesByRow.value.get(row);
    return negative && text(negative);
  },
});

const negativeColumns: readonly TableColumn[] = [
  {
    name: 'Rank',
    number: true,
    cell: (row) =>
      row === state.anchor.value ? 'anchor' : (negativesByRow.value.get(row)?.rank ?? ''),
  },
  ofNegative('Cosine', ({ cosine }) => fixed(cosine, 3)),
  ofNegative('Weight ω', ({ weight }) => fixed(weight, 2)),
  ofNegative('P(false)', ({ probability }) => probabilityFigure(probability)),
  {
    name: 'Flag',
    cell: (row) =>
      negativesByRow.value.get(row)?.flagged === true && (
        <span class="row-flag">
          <Icon name="flag" /> flagged
        </span>
      ),
  },
];
