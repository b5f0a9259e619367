// What only the map needs to know: where it looks, what the hand is doing, and what follows from
// the panel's state. Parts of the map draw from it and change it.
import { computed, signal } from '@preact/signals';
import { reducedMotion } from '../../shared/reduced-motion';
import { theme } from '../../shared/theme';
import { groupings, shownGrouping, type Grouping } from '../groupings';
import * as state from '../state';
import { between, boundsOf, fit, toScreen, type Camera, type Point, type Size } from './camera';
import { placeNames } from './class-names';
import { isShown, shown } from './filters';
import { GridIndex } from './grid-index';
import { numberRanks } from './number-ranks';
import { coloursByFlag, coloursByGroup, coloursByNumber, type PointColours } from './point-colours';

export const size = signal<Size>({ width: 0, height: 0 });
export const camera = signal<Camera>({ x: 0, y: 0, scale: 100 });
/** Until the person moves it, the camera shows everything. */
export const cameraMoved = signal(false);
/** The point that the keys have led to. */
export const crosshair = signal<number | undefined>(undefined);
export const lassoing = signal(false);
/** Of the lasso being drawn, on the map. */
export const lassoPath = signal<readonly Point[]>([]);
/** The group under the pointer in the legend. */
export const emphasised = signal<number | undefined>(undefined);
/** Times that a WebGL surface was lost; from the first on, Canvas 2D draws. */
export const losses = signal(0);
/** The points cannot be drawn: no WebGL, and too many for Canvas 2D. */
export const surfaceLost = signal(false);

/** [count, 2]; empty before the first map. */
export const positions = computed(() => {
  const own = state.map.value?.positions ?? new Float32Array();
  const test = state.testOnMap.value?.positions;
  if (!test) return own;
  const all = new Float32Array(own.length + test.length);
  all.set(own);
  all.set(test, own.length);
  return all;
});
/** Points of the map. */
const count = computed(() => positions.value.length / 2);
export const index = computed(() => new GridIndex(positions.value));
export const bounds = computed(() => boundsOf(positions.value));
export const whole = computed(() => fit(bounds.value, size.value));
/** How much nearer than the whole map. */
export const nearness = computed(() => camera.value.scale / whole.value.scale);

/** The groups whose names stand on the map. */
export const namedGrouping = computed<Grouping | undefined>(() =>
  state.colourBy.value === 'cluster' ? groupings.cluster.value : groupings.class.value,
);

export const names = computed(() => {
  const grouping = namedGrouping.value;
  return grouping && positions.value.length > 0
    ? placeNames(positions.value, grouping.of, grouping.names.length)
    : [];
});

export const colours = computed((): PointColours => {
  const points = { count: count.value, shown: shown.value };
  if (state.colourBy.value === 'flag')
    return coloursByFlag(points, state.report.value, theme.value);
  if (state.colourBy.value === 'difficulty')
    return coloursByNumber(
      points,
      { values: shownCosines(), ranks: cosineRanks.value },
      theme.value,
    );
  if (state.colourColumn.value !== undefined)
    return coloursByNumber(
      points,
      { values: columnNumbers.value, ranks: columnRanks.value },
      theme.value,
    );
  const { of, slots = [] } = shownGrouping.value ?? {};
  return coloursByGroup(points, { of, slots, emphasised: emphasised.value }, theme.value);
});

const columnNumbers = computed(() => {
  const column = state.columnValues.value.get(state.colourColumn.value ?? '');
  return column?.kind === 'number' ? column.values : undefined;
});

/** Of the column that the colours say. */
export const columnRanks = computed(() => columnNumbers.value && numberRanks(columnNumbers.value));
const cosineRanks = computed(() => numberRanks(shownCosines() ?? []));

function shownCosines(): Float32Array | undefined {
  const known = state.cosines.value;
  return known?.anchor === state.anchor.value ? known?.values : undefined;
}

/** No test sample is an anchor. */
export const canBeAnchor = (row: number): boolean => row < (state.run.value?.samples.count ?? 0);

/** Points that are hidden are there, but cannot be reached. */
export const reachable = (row: number): boolean => isShown(row) && canBeAnchor(row);

export function placeOf(row: number): Point {
  return [positions.value[2 * row], positions.value[2 * row + 1]];
}

export const onScreen = (row: number): Point => toScreen(camera.value, size.value, placeOf(row));

let glide = 0;

/** Leads the camera on within a moment, or at once where motion is reduced. */
export function moveCamera(to: Camera, lasts = 200): void {
  const from = camera.peek();
  const began = performance.now();
  cancelAnimationFrame(glide);
  if (reducedMotion()) {
    camera.value = to;
    return;
  }
  const step = (): void => {
    const t = Math.min(1, (performance.now() - began) / lasts);
    camera.value = between(from, to, t * (2 - t));
    if (t < 1) glide = requestAnimationFrame(step);
  };
  step();
}

/** The hand has it: whatever glide is under way ends. */
export function holdCamera(to: Camera): void {
  cancelAnimationFrame(glide);
  cameraMoved.value = true;
  camera.value = to;
}

export function showWhole(): void {
  cameraMoved.value = false;
  moveCamera(whole.value);
}

/** The anchor and its negatives, or a place around the anchor alone. */
export function showAnchor(): void {
  const anchor = state.anchor.value;
  if (anchor === undefined) return;
  const negatives = state.report.value?.negatives ?? [];
  const rows = [anchor, ...negatives.map((negative) => negative.index)];
  cameraMoved.value = true;
  moveCamera(fit(boundsOf(positions.value, rows), size.value, 12 * whole.value.scale));
}

/** Pans only if the point is out of sight. */
export function bringIntoSight(row: number): void {
  const [x, y] = onScreen(row);
  const { width, height } = size.value;
  const margin = 12;
  const seen = x > margin && y > margin && x < width - margin && y < height - margin;
  if (seen || width === 0) return;
  const [px, py] = placeOf(row);
  cameraMoved.value = true;
  moveCamera({ ...camera.value, x: px, y: py });
}
