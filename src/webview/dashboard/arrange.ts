// Which runs are listed, and in what order.
import type { DashboardRun } from '../../protocol/dashboard';
import { runStates } from '../shared/run-states';

export const orders = [
  { value: 'newest', label: 'Newest first' },
  { value: 'name', label: 'By name' },
  { value: 'best', label: 'Best first' },
] as const;
export type Order = (typeof orders)[number]['value'];

export const shownStates = [
  { value: 'all', label: 'All states' },
  { value: 'training', label: runStates.training.words },
  { value: 'finished', label: runStates.finished.words },
  { value: 'stopped', label: runStates.stopped.words },
  { value: 'collapsed', label: runStates.collapsed.words },
  { value: 'failed', label: runStates.failed.words },
  { value: 'killed', label: runStates.killed.words },
] as const;
export type Shown = (typeof shownStates)[number]['value'];

interface Wishes {
  /** Words that a run's name or state must all contain. */
  readonly text: string;
  readonly order: Order;
  readonly shown: Shown;
}

/** `runs`: newest first. */
export function arranged(
  runs: readonly DashboardRun[],
  { text, order, shown }: Wishes,
): readonly DashboardRun[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const listed = runs.filter((run) => {
    const searched = `${run.name} ${runStates[run.state].words}`.toLowerCase();
    return (
      (shown === 'all' || run.state === shown) && words.every((word) => searched.includes(word))
    );
  });
  if (order === 'name')
    return listed.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return order === 'best' ? listed.sort(byBest) : listed;
}

/** Accuracies before losses, which cannot be compared with them; runs without either last. */
const kinds = ['knn_top1', 'probe_top1', 'loss'];

function byBest({ best: a }: DashboardRun, { best: b }: DashboardRun): number {
  if (!a || !b) return Number(a === undefined) - Number(b === undefined);
  if (a.metric !== b.metric) return kinds.indexOf(a.metric) - kinds.indexOf(b.metric);
  return a.metric === 'loss' ? a.value - b.value : b.value - a.value;
}
