// What may fail on its own: its failure becomes a sentence in the state.
import { RemoteError } from '../../protocol/connection';
import * as state from './state';

/** An abort is nobody's failure. */
export async function guarded(what: state.Subject, work: () => Promise<void>): Promise<void> {
  // What failed before says nothing about this attempt.
  state.failures.value = without(state.failures.peek(), what);
  try {
    await work();
  } catch (error) {
    if (error instanceof RemoteError && error.failure.code === 'aborted') return;
    const sentence = error instanceof Error ? error.message : String(error);
    state.failures.value = { ...state.failures.peek(), [what]: sentence };
  }
}

export function without(
  failures: typeof state.failures.value,
  what: state.Subject,
): typeof failures {
  return Object.fromEntries(Object.entries(failures).filter(([name]) => name !== what));
}
