// Ctrl+C and kill: the first asks the work to stop, the second ends it at once.
import { constants } from 'node:os';

type Signal = 'SIGINT' | 'SIGTERM';

/** Why work was stopped; the shells' exit code for it is 128 + the signal's number. */
export class Interrupted extends Error {
  readonly exitCode: number;

  constructor(signal: Signal) {
    super(`stopped by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** `work` gets a signal that aborts with `Interrupted`; `onStop` is called then. */
export async function interruptible<T>(
  onStop: () => void,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = (name: Signal): void => {
    const reason = new Interrupted(name);
    if (controller.signal.aborted) process.exit(reason.exitCode);
    controller.abort(reason);
    onStop();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
