// Keys of the list, as in the editor's own trees. The focus is on a row; where it goes, the row is
// brought into sight by the browser.
import { act } from './requests';
import { selectAll, selectNone, selectTo, toggle } from './choose';
import { openMenu } from './open-menu';
import { deleteMeant, isLive } from './run-commands';
import { fold, folded, rows, selected, type Row } from './state';

/** Whether the key was one of the list's. `tree`: the element that holds the rows. */
export function treeKey(event: KeyboardEvent, tree: HTMLElement): boolean {
  const { target } = event;
  // Buttons in a row have keys of their own.
  if (!(target instanceof HTMLElement) || target.dataset.key === undefined) return false;
  const at = rows.value.findIndex(({ key }) => key === target.dataset.key);
  const row = rows.value.at(at);
  if (at < 0 || !row) return false;
  const next = placeAfter(event.key, at, row);
  if (next !== undefined) return move(next, event.shiftKey, row, tree);
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'a' && done(selectAll);
  return onRow(event, row, target) || typed(event.key, at, tree);
}

function placeAfter(key: string, at: number, row: Row): number | undefined {
  const places: Readonly<Record<string, () => number | undefined>> = {
    ArrowDown: () => at + 1,
    ArrowUp: () => at - 1,
    Home: () => 0,
    End: () => rows.value.length - 1,
    // From a run to its group, from an open group to its first run.
    ArrowLeft: () =>
      row.run ? rows.value.findIndex((each) => each.key === row.group.name) : undefined,
    ArrowRight: () => (!row.run && !folded.value.has(row.group.name) ? at + 1 : undefined),
  };
  return key in places ? places[key]() : undefined;
}

function move(place: number, shift: boolean, from: Row, tree: HTMLElement): boolean {
  const row = rows.value[Math.max(0, Math.min(rows.value.length - 1, place))];
  if (shift && row.run) selectTo(row.run.id, from.run?.id);
  focusRow(row.key, tree);
  return true;
}

function onRow({ key, shiftKey }: KeyboardEvent, row: Row, element: HTMLElement): boolean {
  if (key === 'Escape') return selected.value.size > 0 && done(selectNone);
  const { run, group } = row;
  if (!run) {
    const shut = folded.value.has(group.name);
    const wanted = { ArrowLeft: true, ArrowRight: false, Enter: !shut, ' ': !shut }[key];
    return (
      wanted !== undefined &&
      done(() => {
        fold(group.name, wanted);
      })
    );
  }
  const menuKey = key === 'ContextMenu' || (key === 'F10' && shiftKey);
  const actions: Readonly<Record<string, () => void>> = {
    Enter: () => void act('open', [run]),
    ' ': () => {
      toggle(run.id);
    },
    Delete: () => {
      deleteMeant(run);
    },
    F2: () => {
      if (!isLive(run)) void act('rename', [run]);
    },
  };
  if (menuKey)
    return done(() => {
      openMenu(run, below(element));
    });
  return key in actions && done(actions[key]);
}

/** A letter leads to the next run whose name begins with it. */
function typed(key: string, at: number, tree: HTMLElement): boolean {
  if (key.length !== 1 || key === ' ') return false;
  const order = [...rows.value.slice(at + 1), ...rows.value.slice(0, at)];
  const found = order.find(({ run }) => run?.name.toLowerCase().startsWith(key.toLowerCase()));
  if (found) focusRow(found.key, tree);
  return found !== undefined;
}

export function focusRow(key: string, tree: HTMLElement): void {
  tree.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

function below(element: HTMLElement): { readonly x: number; readonly y: number } {
  const { left, top } = element.getBoundingClientRect();
  return { x: left + 36, y: top + 26 };
}

function done(work: () => void): true {
  work();
  return true;
}
