// Play: the stored epochs one after the other. The next one waits until the map shows the last.
import { effect, signal } from '@preact/signals';
import * as state from '../state';
import { firstStored, storedAfter } from './playhead';

/** Milliseconds for each epoch. */
const PACE = 400;

export const playing = signal(false);

/** From the playhead on; from the first epoch where it stands at the end. */
export function togglePlay(): void {
  if (playing.value) {
    pause();
    return;
  }
  const start = storedAfter() ?? firstStored();
  if (start === undefined) return;
  playing.value = true;
  state.chooseEpoch(start);
}

export function pause(): void {
  playing.value = false;
}

effect(() => {
  if (!playing.value) return undefined;
  const timer = setInterval(step, PACE);
  return () => {
    clearInterval(timer);
  };
});

function step(): void {
  const { map, epoch, failures, live } = state;
  const shown = map.value?.epoch === epoch.value || failures.value.map !== undefined;
  if (!shown) return;
  const next = live.value ? undefined : storedAfter();
  if (next === undefined) pause();
  else state.chooseEpoch(next);
}
