// Where the person was: kept with the panel, and found again after it was hidden or the window
// reloaded. Never data. What is found may be of an older version, so each part is checked.
import { effect, signal } from '@preact/signals';
import { keepState, keptState } from '../shared/host';
import { isNumber, isObject, isPlace, isRow, those, type Found } from './kept-checks';
import { filtersNow, restoreFilters, type KeptFilters } from './kept-filters';
import type { Camera } from './map/camera';
import { camera, cameraMoved } from './map/map-view';
import * as state from './state';

/** What is kept; `run` is read by the extension when it restores the panel. */
interface Place extends KeptFilters {
  readonly run: string;
  readonly anchor?: number | undefined;
  readonly rank: number;
  /** Absent while the playhead follows the newest epoch. */
  readonly epoch?: number | undefined;
  readonly colourBy: string;
  readonly trail: readonly state.TrailStep[];
  readonly tab: string;
  readonly lowerTab: string;
  readonly mapOf: string;
  readonly asTable: boolean;
  readonly showPictures: boolean;
  /** Absent while everything is shown. */
  readonly camera?: Camera | undefined;
}

/** Milliseconds: while the map is dragged or a zoom glides, nothing is kept. */
const REST = 150;

/** Goes back to the kept place, if it is of this run, and keeps it from now on. */
export function keepPlace(run: string): void {
  const kept = keptState();
  if (isObject(kept) && kept.run === run) restore(kept);
  followCamera();
  effect(() => {
    keepState({ run, ...placeNow(), ...filtersNow() } satisfies Place);
  });
}

/** Where the camera came to rest; undefined while everything is shown. */
const resting = signal<Camera | undefined>(undefined);

function followCamera(): void {
  resting.value = cameraMoved.peek() ? camera.peek() : undefined;
  let timer = 0;
  effect(() => {
    const now = cameraMoved.value ? camera.value : undefined;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      resting.value = now;
    }, REST);
  });
}

function placeNow(): Omit<Place, 'run' | keyof KeptFilters> {
  return {
    anchor: state.anchor.value,
    rank: state.rank.value,
    epoch: state.live.value ? undefined : state.epoch.value,
    colourBy: state.colourBy.value,
    trail: state.trail.value,
    tab: state.tab.value,
    lowerTab: state.lowerTab.value,
    mapOf: state.mapOf.value,
    asTable: state.asTable.value,
    showPictures: state.showPictures.value,
    camera: resting.value,
  };
}

function restore(kept: Found): void {
  if (isRow(kept.anchor)) state.anchor.value = kept.anchor;
  if (isPlace(kept.rank)) state.rank.value = kept.rank;
  if (isPlace(kept.epoch)) {
    state.epoch.value = kept.epoch;
    state.live.value = false;
  }
  restoreFilters(kept);
  state.trail.value = those(kept.trail, isStep);
  if (isColouring(kept.colourBy)) state.colourBy.value = kept.colourBy;
  restoreLook(kept);
}

function restoreLook(kept: Found): void {
  if (kept.tab === 'config') state.tab.value = 'config';
  if (kept.lowerTab === 'curves') state.lowerTab.value = 'curves';
  if (kept.mapOf === 'input') state.mapOf.value = 'input';
  state.asTable.value = kept.asTable === true;
  state.showPictures.value = kept.showPictures === true;
  if (!isCamera(kept.camera)) return;
  cameraMoved.value = true;
  camera.value = kept.camera;
}

const isColouring = (value: unknown): value is state.ColourBy =>
  state.colourings.some((each) => each === value) ||
  (typeof value === 'string' && value.startsWith('column:'));
const isStep = (value: unknown): value is state.TrailStep =>
  isObject(value) && isRow(value.anchor) && isPlace(value.rank);
const isCamera = (value: unknown): value is Camera & Found =>
  isObject(value) && [value.x, value.y, value.scale].every(isNumber) && Number(value.scale) > 0;
