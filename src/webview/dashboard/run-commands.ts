// What can be done with a run, or with all that are selected.
import type { DashboardRun } from '../../protocol/dashboard';
import type { Command } from '../shared/controls/menu';
import { act } from './requests';
import { selected, snapshot } from './state';

export const isLive = ({ state }: DashboardRun): boolean => state === 'training';

/** What ended before its time can go on where it stopped, in a workspace that is trusted. */
export const canResume = ({ state }: DashboardRun): boolean =>
  (snapshot.value?.trusted ?? false) && !['training', 'finished', 'collapsed'].includes(state);

/** The selected runs where this one is among them, else this one alone. */
export function meant(run: DashboardRun): readonly DashboardRun[] {
  const ids = selected.value;
  if (!ids.has(run.id)) return [run];
  return (snapshot.value?.runs ?? []).filter(({ id }) => ids.has(id));
}

/** A live run is stopped before it can be deleted. */
export function deleteMeant(run: DashboardRun): void {
  const runs = meant(run).filter((each) => !isLive(each));
  if (runs.length > 0) void act('delete', runs);
}

export function commandsOf(run: DashboardRun): readonly Command[] {
  const runs = meant(run);
  const single = (label: string, action: Parameters<typeof act>[0]): Command => ({
    label,
    run: () => void act(action, [run]),
  });
  const deleted = runs.filter((each) => !isLive(each)).length;
  return [
    single('Open', 'open'),
    ...(runs.length > 1 ? [{ label: 'Compare', run: () => void act('compare', runs) }] : []),
    ...(isLive(run) ? [single('Stop', 'stop')] : []),
    ...(canResume(run) ? [single('Resume', 'resume')] : []),
    single('Open Config', 'openConfig'),
    single('Reveal in Explorer', 'reveal'),
    ...(isLive(run) ? [] : [single('Rename…', 'rename')]),
    ...(deleted > 0
      ? [
          {
            apart: true,
            label: deleted > 1 ? `Delete ${deleted} Runs…` : 'Delete…',
            run: () => {
              deleteMeant(run);
            },
          },
        ]
      : []),
  ];
}
