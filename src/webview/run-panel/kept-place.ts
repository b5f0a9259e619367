// Where the person was: kept with the panel, and found again after it was hidden or the window
// reloaded. Never data. What is found may be of an older version, so each part is checked.
import { effect } from '@preact/signals';
import { keepState, keptState } from '../shared/host';
import * as state from './state';

/** What is kept; `run` is read by the extension when it restores the panel. */
interface Place {
  readonly run: string;
  readonly anchor?: number | undefined;
  readonly rank: number;
  /** Absent while the playhead follows the newest epoch. */
  readonly epoch?: number | undefined;
  readonly hidden: readonly number[];
  readonly colourBy: string;
  readonly trail: readonly state.TrailStep[];
  readonly tab: string;
}

/** Goes back to the kept place, if it is of this run, and keeps it from now on. */
export function keepPlace(run: string): void {
  const kept = keptState();
  if (isObject(kept) && kept.run === run) restore(kept);
  effect(() => {
    keepState({
      run,
      anchor: state.anchor.value,
      rank: state.rank.value,
      epoch: state.live.value ? undefined : state.epoch.value,
      hidden: [...state.hidden.value.class],
      colourBy: state.colourBy.value,
      trail: state.trail.value,
      tab: state.tab.value,
    } satisfies Place);
  });
}

function restore(kept: Readonly<Record<string, unknown>>): void {
  if (isRow(kept.anchor)) state.anchor.value = kept.anchor;
  if (isPlace(kept.rank)) state.rank.value = kept.rank;
  if (isPlace(kept.epoch)) {
    state.epoch.value = kept.epoch;
    state.live.value = false;
  }
  if (Array.isArray(kept.hidden)) state.hide('class', new Set(kept.hidden.filter(isGroup)));
  if (Array.isArray(kept.trail)) state.trail.value = kept.trail.filter(isStep);
  if (isColouring(kept.colourBy)) state.colourBy.value = kept.colourBy;
  if (kept.tab === 'config') state.tab.value = 'config';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isRow = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;
/** −1: samples without a class. */
const isGroup = (value: unknown): value is number => isRow(value) || value === -1;
const isPlace = (value: unknown): value is number => isRow(value) && value > 0;
const isColouring = (value: unknown): value is state.ColourBy =>
  state.colourings.some((each) => each === value) ||
  (typeof value === 'string' && value.startsWith('column:'));
const isStep = (value: unknown): value is state.TrailStep =>
  isObject(value) && isRow(value.anchor) && isPlace(value.rank);
