// What the inspector shows at the moment. A search that takes less than `PATIENCE` changes nothing
// on the screen until its answer is there, so that quick answers do not flicker.
import { computed, effect, signal } from '@preact/signals';
import type { AnchorReport } from '../../../protocol/run-view';
import * as state from '../state';

/** Milliseconds. */
const PATIENCE = 100;

export type Stage = 'no anchor' | 'no vectors' | 'waiting' | 'searching' | 'failed' | 'ranked';

/** Whether the report that is there answers for another anchor or epoch than the chosen ones. */
export const stale = computed(() => {
  const report = state.report.value;
  return report?.index !== state.anchor.value || report?.epoch !== state.epoch.value;
});

/** The search takes so long that it is worth a word. */
export const slow = signal(false);

/** What is searched; undefined while nothing is. Each choice is a search of its own. */
const search = computed(() =>
  stale.value ? `${state.anchor.value} at ${state.epoch.value}` : undefined,
);

effect(() => {
  slow.value = false;
  if (search.value === undefined) return undefined;
  const timer = setTimeout(() => (slow.value = true), PATIENCE);
  return () => {
    clearTimeout(timer);
  };
});

const failed = computed(() => stale.value && state.failures.value.anchor !== undefined);

/** The report on the screen: of the chosen anchor and epoch, or still that of the ones before. */
export const shownReport = computed<AnchorReport | undefined>(() => {
  const report = state.report.value;
  if (!report || state.anchor.value === undefined || state.epoch.value === undefined)
    return undefined;
  if (!stale.value) return report;
  if (failed.value) return undefined;
  // The same anchor's list stays until its ranks at the other epoch are there.
  return slow.value && report.index !== state.anchor.value ? undefined : report;
});

/** Whose picture and facts are on the screen. */
export const shownAnchor = computed(() => shownReport.value?.index ?? state.anchor.value);

export const stage = computed<Stage>(() => {
  if (state.anchor.value === undefined) return 'no anchor';
  if (state.epoch.value === undefined) return 'no vectors';
  if (failed.value) return 'failed';
  if (shownReport.value) return 'ranked';
  return slow.value ? 'searching' : 'waiting';
});

/** The negative in focus, of the list on the screen. */
export const shownNegative = computed(() =>
  shownReport.value?.negatives.find(({ rank }) => rank === state.rank.value),
);
