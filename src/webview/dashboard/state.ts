// The dashboard's one state: what the extension says, and what the person chose.
import { computed, signal } from '@preact/signals';
import type { DashboardRun, DashboardSnapshot } from '../../protocol/dashboard';
import { arranged, orders, shownStates, type Order, type Shown } from './arrange';

export const snapshot = signal<DashboardSnapshot | undefined>(undefined);

export const text = signal('');
export const order = signal<Order>('newest');
export const shown = signal<Shown>('all');
export const folded = signal<ReadonlySet<GroupName>>(new Set());
/** Ids of runs. */
export const selected = signal<ReadonlySet<string>>(new Set());
/** The row that the Tab key leads to: a run's id or a group's name. */
export const active = signal<string | undefined>(undefined);
/** The run whose menu is open, and where. */
export const menu = signal<{ run: DashboardRun; x: number; y: number } | undefined>(undefined);

export type GroupName = 'Live' | 'Finished';

export interface Group {
  readonly name: GroupName;
  readonly runs: readonly DashboardRun[];
}

/** Those that have runs, live ones first. */
export const groups = computed<readonly Group[]>(() => {
  const wishes = { text: text.value, order: order.value, shown: shown.value };
  const runs = arranged(snapshot.value?.runs ?? [], wishes);
  const live = (run: DashboardRun): boolean => run.state === 'training';
  const all: readonly Group[] = [
    { name: 'Live', runs: runs.filter(live) },
    { name: 'Finished', runs: runs.filter((run) => !live(run)) },
  ];
  return all.filter((group) => group.runs.length > 0);
});

/** A line of the list: a group's head, or a run of a group that is not folded. */
export type Row =
  | { readonly key: GroupName; readonly group: Group; readonly run?: undefined }
  | { readonly key: string; readonly group: Group; readonly run: DashboardRun };

export const rows = computed<readonly Row[]>(() =>
  groups.value.flatMap((group): Row[] => [
    { key: group.name, group },
    ...(folded.value.has(group.name) ? [] : group.runs.map((run) => ({ key: run.id, group, run }))),
  ]),
);

/** Where the Tab key leads: the active row, else the first run. */
export const tabStop = computed(() => {
  const all = rows.value;
  const found = all.find(({ key }) => key === active.value) ?? all.find(({ run }) => run);
  return (found ?? all.at(0))?.key;
});

export function take(taken: DashboardSnapshot): void {
  snapshot.value = taken;
  const ids = new Set(taken.runs.map(({ id }) => id));
  const left = [...selected.value].filter((id) => ids.has(id));
  if (left.length < selected.value.size) selected.value = new Set(left);
}

export function fold(name: GroupName, shut: boolean): void {
  const others = [...folded.value].filter((each) => each !== name);
  folded.value = new Set(shut ? [...others, name] : others);
}

/** What is kept with the view; what is found may be of another version. */
export const kept = (): object => ({ order: order.value, shown: shown.value });

export function restore(found: unknown): void {
  if (typeof found !== 'object' || found === null) return;
  const { order: wished, shown: state } = found as Readonly<Record<string, unknown>>;
  order.value = orders.find(({ value }) => value === wished)?.value ?? 'newest';
  shown.value = shownStates.find(({ value }) => value === state)?.value ?? 'all';
}
