// Which samples are shown: those in no hidden group, and within all ranges. Filters hold whatever the
// colours say. Samples that are not shown are drawn faint and cannot be reached.
import { computed } from '@preact/signals';
import { labelOf } from '../class-colours';
import { groupings, type Grouping } from '../groupings';
import * as state from '../state';

type Row = (row: number) => boolean;

/** 1 for each sample that is shown; undefined where nothing is hidden. */
export const shown = computed<Uint8Array | undefined>(() => {
  const tests = [...groupTests(), ...rangeTests()];
  if (tests.length === 0) return undefined;
  const count = (state.run.value?.samples.count ?? 0) + (state.testOnMap.value?.names.length ?? 0);
  return Uint8Array.from({ length: count }, (_, row) => Number(tests.every((test) => test(row))));
});

export const isShown = (row: number): boolean => shown.value?.[row] !== 0;

/** How many samples are hidden. */
export const hiddenCount = computed(
  () => shown.value?.reduce((sum, each) => sum + 1 - each, 0) ?? 0,
);

export function showAll(): void {
  state.hidden.value = { class: new Set(), split: new Set(), cluster: new Set() };
  state.ranges.value = new Map();
}

function groupTests(): readonly Row[] {
  return Object.values(groupings).flatMap(({ value: grouping }) => {
    const hidden = grouping && state.hidden.value[grouping.kind];
    return grouping && hidden && hidden.size > 0
      ? [(row: number) => !hidden.has(groupOf(grouping, row))]
      : [];
  });
}

/** Test samples have a class as well. */
const groupOf = ({ kind, of }: Grouping, row: number): number =>
  kind === 'class' ? labelOf(row) : of[row];

/** What has no number is within no range. */
function rangeTests(): readonly Row[] {
  return [...state.ranges.value].flatMap(([name, [low, high]]) => {
    const column = state.columnValues.value.get(name);
    if (column?.kind !== 'number') return [];
    return [(row: number) => column.values[row] >= low && column.values[row] <= high];
  });
}
