// A run's facts as the list writes them, and all of them in one sentence for screen readers.
import { signal } from '@preact/signals';
import type { DashboardRun } from '../../protocol/dashboard';
import { duration, fixed } from '../shared/numbers';
import { runStates } from '../shared/run-states';

/** Milliseconds since 1970; ages follow it. */
export const now = signal(Date.now());
setInterval(() => (now.value = Date.now()), 20_000);

const metrics: Readonly<Record<string, string>> = {
  knn_top1: 'kNN',
  probe_top1: 'probe',
  loss: 'loss',
};

/** `kNN 0.764`; empty where nothing is measured. */
export const bestOf = ({ best }: DashboardRun): string =>
  best ? `${metrics[best.metric] ?? best.metric} ${fixed(best.value, 3)}` : '';

/** `just now`, `4 min`, `3 days`. */
export function ageOf({ created }: DashboardRun): string {
  const seconds = (now.value - Date.parse(created)) / 1000;
  if (!Number.isFinite(seconds)) return '';
  if (seconds < 60) return 'just now';
  const days = Math.floor(seconds / 86_400);
  if (days >= 1) return days === 1 ? '1 day' : `${days} days`;
  return seconds < 5400 ? `${Math.floor(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** How far it is, in the words of its state. */
export function progressOf({ state, epochs, epochsDone, progress }: DashboardRun): string {
  const at = `at ${epochsDone} of ${epochs}`;
  switch (state) {
    case 'training':
      if (progress?.phase === 'reading') return 'reading data';
      return progress?.timeLeft === undefined ? at : `${duration(progress.timeLeft)} left`;
    case 'finished':
      return epochsDone === 1 ? '1 epoch' : `${epochsDone} epochs`;
    case 'collapsed':
      return 'collapsed';
    default:
      return at;
  }
}

/** Of the whole training, 0 … 1. */
export function shareOf({ epochs, epochsDone, progress }: DashboardRun): number {
  const known = progress && progress.phase !== 'reading' && progress.total > 0;
  return known ? progress.done / progress.total : epochsDone / Math.max(1, epochs);
}

/** Everything that the row shows, and what only its tooltip has room for. */
export function sentenceOf(run: DashboardRun): string {
  const { state, epochs, epochsDone, best, device, error } = run;
  const facts = [
    run.name,
    runStates[state].words,
    error,
    `epoch ${epochsDone} of ${epochs}`,
    best && `best ${bestOf(run)} at epoch ${best.epoch}`,
    state === 'training' && run.progress?.timeLeft !== undefined && progressOf(run),
    run.progress?.device ?? device,
    agoOf(run),
  ];
  return facts.filter((fact) => typeof fact === 'string' && fact !== '').join(', ');
}

function agoOf(run: DashboardRun): string {
  const age = ageOf(run);
  if (age === '') return '';
  return age === 'just now' ? 'begun just now' : `begun ${age} ago`;
}
