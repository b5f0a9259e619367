// What is known of the probabilities that a report still lacks: how far their estimate is, or why
// there is none.
import { computed, signal } from '@preact/signals';
import type { RunPanelEvents } from '../../protocol/run-panel';
import { report } from './state';

/** Of whatever epoch is estimated. */
export const estimating = signal<RunPanelEvents['estimating'] | undefined>(undefined);

/** A sentence; undefined while they may still come. */
export const unestimated = signal<string | undefined>(undefined);

/** Share of the work that is done for the report's probabilities, from 0 to 1. */
export const estimated = computed(() => {
  const { value } = estimating;
  const goesOn = value?.epoch === report.value?.epoch && unestimated.value === undefined;
  return value && goesOn ? value.done / value.total : 0;
});

/** Stands where a probability will be, or would be: among facts, on a card, for those who hear it. */
export const missing = computed(() =>
  unestimated.value === undefined
    ? { words: 'estimating', mark: '…', heard: 'being estimated' }
    : { words: 'not known', mark: '–', heard: 'not known' },
);
