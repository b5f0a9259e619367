// Keys of the timeline: `[` `]` the stored epoch before and after, `{` `}` the first and the newest,
// Space plays. They act wherever the focus is in the map, the negatives or the timeline.
import { chooseEpoch } from '../state';
import { pause, togglePlay } from './play';
import { firstStored, goLive, storedAfter, storedBefore } from './playhead';

/** Whether the key was one of them; the caller then keeps the browser from acting on it. */
export function timelineKey({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || !(key in actions)) return false;
  if (target instanceof Element && target.matches('input, textarea, select')) return false;
  // Space on a button presses it.
  if (key === ' ' && target instanceof HTMLButtonElement) return false;
  actions[key as keyof typeof actions]();
  return true;
}

export function toStored(epoch: number | undefined): void {
  pause();
  if (epoch !== undefined) chooseEpoch(epoch);
}

const actions = {
  '[': () => {
    toStored(storedBefore());
  },
  ']': () => {
    toStored(storedAfter());
  },
  '{': () => {
    toStored(firstStored());
  },
  '}': () => {
    pause();
    goLive();
  },
  ' ': togglePlay,
};
