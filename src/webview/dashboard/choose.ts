// Choosing runs: a click opens one, Ctrl selects one more, Shift all between.
import type { DashboardRun } from '../../protocol/dashboard';
import { act } from './requests';
import { active, rows, selected } from './state';

interface Keys {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Where a range begins: the run that was last chosen by itself. */
let start: string | undefined;

export function choose(run: DashboardRun, { ctrlKey, metaKey, shiftKey }: Keys): void {
  active.value = run.id;
  if (shiftKey) selectTo(run.id);
  else if (ctrlKey || metaKey) toggle(run.id);
  else {
    start = run.id;
    selected.value = new Set();
    void act('open', [run]);
  }
}

export function toggle(id: string): void {
  start = id;
  const others = [...selected.value].filter((each) => each !== id);
  selected.value = new Set(selected.value.has(id) ? others : [...others, id]);
}

/** From where a range begins, or from `otherwise`, to a run: all that are listed between. */
export function selectTo(id: string, otherwise = id): void {
  const ids = rows.value.flatMap(({ run }) => (run ? [run.id] : []));
  if (start === undefined || !ids.includes(start)) start = otherwise;
  const places = [ids.indexOf(start), ids.indexOf(id)].sort((a, b) => a - b);
  selected.value = new Set(ids.slice(places[0], places[1] + 1));
}

export function selectAll(): void {
  selected.value = new Set(rows.value.flatMap(({ run }) => (run ? [run.id] : [])));
}

export function selectNone(): void {
  selected.value = new Set();
  start = undefined;
}
