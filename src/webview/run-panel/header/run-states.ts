// Each state of a run as a sign and a word.
import type { RunState } from '../../../protocol/run-view';

export const runStates: Readonly<
  Record<RunState, { readonly icon: string; readonly words: string }>
> = {
  training: { icon: 'sync', words: 'Training' },
  finished: { icon: 'pass', words: 'Finished' },
  stopped: { icon: 'debug-pause', words: 'Stopped' },
  failed: { icon: 'error', words: 'Failed' },
  killed: { icon: 'warning', words: 'Interrupted' },
};
