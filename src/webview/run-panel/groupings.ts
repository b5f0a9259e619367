// Into which groups the samples fall: by class, by split, by cluster. Each can colour the map, stands in
// its legend, and can be hidden.
import { computed, type ReadonlySignal } from '@preact/signals';
import { CLASS_COLOURS } from '../shared/theme';
import { colourSlots, inheritedSlots } from './colour-slots';
import * as state from './state';

export interface Grouping {
  readonly kind: state.GroupKind;
  /** Over its legend. */
  readonly title: string;
  readonly names: readonly string[];
  /** The group of each sample, −1 for none. */
  readonly of: Int32Array;
  readonly sizes: readonly number[];
  /** Of each group its place in the palette, −1 where it has no colour of its own. */
  readonly slots: readonly number[];
}

type Named = Pick<Grouping, 'names' | 'of'>;

/** Undefined where samples have no such groups, or these are not known yet. */
export const groupings: Readonly<Record<state.GroupKind, ReadonlySignal<Grouping | undefined>>> = {
  class: groupingOf('class', 'Class', byClass),
  split: groupingOf('split', 'Split', bySplit),
  cluster: groupingOf('cluster', 'Cluster', byCluster),
};

/** What the colours say, where that is a group. */
export const shownGrouping = computed<Grouping | undefined>(() => {
  const { value } = state.colourBy;
  return value in groupings ? groupings[value as state.GroupKind].value : undefined;
});

/** A group's colour for a style of the page; it follows the theme by itself. */
export function groupColour(grouping: Grouping | undefined, group: number): string {
  const slot = group < 0 ? -1 : (grouping?.slots.at(group) ?? -1);
  return slot < 0 ? 'var(--ns-bar)' : `var(--ns-class-${slot + 1})`;
}

/** The name of a sample's group; undefined for a sample that is in none. */
export function groupName(kind: state.GroupKind, index: number): string | undefined {
  const { of, names } = groupings[kind].value ?? {};
  return names?.[of?.[index] ?? -1];
}

function groupingOf(
  kind: state.GroupKind,
  title: string,
  named: () => Named | undefined,
): ReadonlySignal<Grouping | undefined> {
  const known = computed(() => {
    const found = named();
    return found && { ...found, sizes: sizesOf(found) };
  });
  return computed(
    () =>
      known.value && {
        ...{ ...known.value, kind, title },
        slots: slotsOf(kind, known.value),
      },
  );
}

function slotsOf(
  kind: state.GroupKind,
  { sizes, of }: Pick<Grouping, 'sizes' | 'of'>,
): readonly number[] {
  const slots = colourSlots(sizes, state.granted.value[kind], CLASS_COLOURS);
  return kind === 'cluster' ? inheritedSlots({ of, slots }, state.clustersBefore.value) : slots;
}

function sizesOf({ names, of }: Named): readonly number[] {
  const sizes = names.map(() => 0);
  for (const group of of) if (group >= 0) sizes[group]++;
  return sizes;
}

function byClass(): Named | undefined {
  const { labels, classes } = state.run.value?.samples ?? {};
  return labels && classes && { names: classes, of: labels };
}

/** Where no column says it, all are what the encoder is trained on; test samples come after them. */
function bySplit(): Named | undefined {
  const count = state.run.value?.samples.count;
  const name = state.columns.value?.find(({ kind }) => kind === 'split')?.name;
  const column = name === undefined ? undefined : state.columnValues.value.get(name);
  if (count === undefined || (name !== undefined && column?.kind !== 'split')) return undefined;
  const { parts, of } =
    column?.kind === 'split' ? column : { parts: ['train'], of: new Int32Array(count) };
  const test = state.testOnMap.value?.names.length ?? 0;
  if (test === 0) return { names: parts, of };
  const all = new Int32Array(count + test).fill(parts.length);
  all.set(of);
  return { names: [...parts, 'test'], of: all };
}

/** By number and by what most of it is. */
function byCluster(): Named | undefined {
  const { classes = [] } = state.run.value?.samples ?? {};
  const found = state.clusters.value;
  return (
    found && {
      names: found.clusters.map(({ majority }, i) =>
        majority ? `${i + 1} ${classes[majority.label]}` : `${i + 1}`,
      ),
      of: found.of,
    }
  );
}
