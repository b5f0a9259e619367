// Each state of a run as a sign and a word.
import type { RunState } from '../../protocol/run-view';

export const runStates: Readonly<
  Record<RunState | 'collapsed', { readonly icon: string; readonly words: string }>
> = {
  training: { icon: 'sync', words: 'Training' },
  finished: { icon: 'pass', words: 'Finished' },
  stopped: { icon: 'debug-pause', words: 'Stopped' },
  collapsed: { icon: 'warning', words: 'Collapsed' },
  failed: { icon: 'error', words: 'Failed' },
  killed: { icon: 'debug-disconnect', words: 'Interrupted' },
};
