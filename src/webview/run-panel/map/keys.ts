// The keys of the map. Letters act only while the focus is in the panel's Explore part and not in
// a field; arrows and Enter only while it is on the map itself.
import * as state from '../state';
import { directions, nearestInDirection } from './crosshair';
import { pan, toMap, zoom, type Point } from './camera';
import { toggleInput } from './input-map';
import * as view from './map-view';

/** Whether the key was one of the map's. */
export function onMapKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key in directions) {
    if (event.shiftKey) panTowards(directions[event.key]);
    else walk(directions[event.key]);
    return true;
  }
  if (event.key === 'Enter') return choose();
  return event.key === 'Escape' && leave();
}

const letters: Readonly<Record<string, () => void>> = {
  '/': () => state.searchWanted.value++,
  '+': () => {
    zoomMiddle(1.5);
  },
  '=': () => {
    zoomMiddle(1.5);
  },
  '-': () => {
    zoomMiddle(1 / 1.5);
  },
  '0': view.showWhole,
  '.': view.showAnchor,
  i: toggleInput,
  l: () => (view.lassoing.value = !view.lassoing.value),
  p: () => (state.showPictures.value = !state.showPictures.value),
  t: () => (state.asTable.value = !state.asTable.value),
};

/** Whether the key was a letter of the map, wherever in Explore the focus is. */
export function onExploreLetter(event: KeyboardEvent): boolean {
  const { target, ctrlKey, metaKey, altKey, key } = event;
  if (ctrlKey || metaKey || altKey || isField(target)) return false;
  const act = letters[key.toLowerCase()] as (() => void) | undefined;
  act?.();
  return act !== undefined;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('input, textarea, select, [contenteditable]');

function walk(direction: Point): void {
  const { positions, crosshair, camera, size, reachable } = view;
  const here = crosshair.value ?? state.anchor.value;
  const from =
    here === undefined
      ? toMap(camera.value, size.value, [size.value.width / 2, size.value.height / 2])
      : view.placeOf(here);
  const next = nearestInDirection(positions.value, from, direction, reachable) ?? here;
  if (next === undefined) return;
  crosshair.value = next;
  view.bringIntoSight(next);
}

function panTowards([dx, dy]: Point): void {
  view.cameraMoved.value = true;
  view.moveCamera(pan(view.camera.value, -80 * dx, 80 * dy), 120);
}

function zoomMiddle(factor: number): void {
  const { width, height } = view.size.value;
  const row = view.crosshair.value ?? state.anchor.value;
  const at: Point = row === undefined ? [width / 2, height / 2] : view.onScreen(row);
  view.cameraMoved.value = true;
  view.moveCamera(zoom(view.camera.value, view.size.value, at, factor));
}

function choose(): boolean {
  const row = view.crosshair.value;
  if (row === undefined) return false;
  state.chooseAnchor(row);
  return true;
}

/** Closes what is open, one thing a time; last of all the anchor. */
function leave(): boolean {
  if (state.hovered.value !== undefined) state.hovered.value = undefined;
  else if (view.lassoing.value) view.lassoing.value = false;
  else if (state.caught.value.length > 0) state.caught.value = [];
  else if (view.crosshair.value !== undefined) view.crosshair.value = undefined;
  else if (state.anchor.value !== undefined) state.anchor.value = undefined;
  else return false;
  return true;
}
