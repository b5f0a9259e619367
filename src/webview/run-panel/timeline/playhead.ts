// One playhead for curves and map: the curves take every epoch, the map the nearest one that has
// vectors.
import { batch, computed, signal } from '@preact/signals';
import * as state from '../state';
import { newestEpoch } from '../../shared/curves/curve-values';

/** Epochs that are trained; 0 before the first. */
export const newest = computed(() => newestEpoch(state.run.value?.metrics ?? []));

/** How far the time axis reaches: the whole training, also what is still to come. */
export const lastEpoch = computed(() => Math.max(1, state.run.value?.epochs ?? 1, newest.value));

const stored = computed(() => state.run.value?.vectorEpochs ?? []);

/** What the person scrubbed to, while the map's epoch is still the one that went with it. */
const scrubbed = signal<{ readonly at: number; readonly map: number | undefined } | undefined>(
  undefined,
);

/** The epoch whose values are shown, from 1; 0 before the first. */
export const playhead = computed(() => {
  if (state.live.value) return newest.value;
  const { value } = scrubbed;
  const at = value?.map === state.epoch.value ? value?.at : undefined;
  return Math.min(at ?? state.epoch.value ?? newest.value, newest.value);
});

/** The pointer's epoch over the lanes. */
export const hovered = signal<number | undefined>(undefined);

/** The nearest trained epoch; the newest one is Live. */
export function scrubTo(epoch: number): void {
  if (newest.value === 0) return;
  const at = Math.min(newest.value, Math.max(1, Math.round(epoch)));
  const map = nearest(stored.value, at);
  batch(() => {
    scrubbed.value = { at, map };
    state.epoch.value = map;
    state.live.value = at === newest.value && map === stored.value.at(-1);
  });
}

export function goLive(): void {
  batch(() => {
    state.epoch.value = stored.value.at(-1);
    state.live.value = true;
  });
}

export const storedBefore = (): number | undefined =>
  stored.value.findLast((epoch) => epoch < playhead.value);
export const storedAfter = (): number | undefined =>
  stored.value.find((epoch) => epoch > playhead.value);
export const firstStored = (): number | undefined => stored.value.at(0);

/** Where an epoch lies on the time axis, 0 … 1. */
export const placeOf = (epoch: number): number =>
  lastEpoch.value > 1 ? (epoch - 1) / (lastEpoch.value - 1) : 0;

/** The epoch under a pointer over an element that is as wide as the time axis; not yet whole. */
export function epochUnder(clientX: number, axis: Element): number {
  const { left, width } = axis.getBoundingClientRect();
  const share = width > 0 ? (clientX - left) / width : 0;
  return 1 + share * (lastEpoch.value - 1);
}

function nearest(epochs: readonly number[], at: number): number | undefined {
  return epochs.reduce<number | undefined>(
    (best, each) =>
      best === undefined || Math.abs(each - at) <= Math.abs(best - at) ? each : best,
    undefined,
  );
}
