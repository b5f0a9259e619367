// The comparison's one state: the runs, and the epoch at which they are held against each other.
import { computed, signal } from '@preact/signals';
import type { Comparison } from '../../protocol/comparison';
import { newestEpoch } from '../shared/curves/curve-values';
import { distinctNames } from './distinct-names';

export const comparison = signal<Comparison | undefined>(undefined);

/** Their names tell them apart. */
export const runs = computed(() => {
  const all = comparison.value?.runs ?? [];
  const names = distinctNames(all);
  return all.map((run, i) => ({ ...run, name: names[i] }));
});

/** The pointer's epoch over a chart. */
export const pointer = signal<number | undefined>(undefined);

/** What the person chose; undefined: the newest that all runs have. */
const chosen = signal<number | undefined>(undefined);

/** Epochs of the longest run, also those to come. */
export const lastEpoch = computed(() =>
  Math.max(1, ...runs.value.map(({ epochs, metrics }) => Math.max(epochs, newestEpoch(metrics)))),
);

/** From 1; 0 while some run has none. */
export const epoch = computed(() => {
  const common = Math.min(...runs.value.map(({ metrics }) => newestEpoch(metrics)));
  return Math.min(lastEpoch.value, chosen.value ?? (Number.isFinite(common) ? common : 0));
});

export function chooseEpoch(wished: number): void {
  if (Number.isFinite(wished))
    chosen.value = Math.min(lastEpoch.value, Math.max(1, Math.round(wished)));
}
