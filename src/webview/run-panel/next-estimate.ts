// Waits for the word that an epoch's probabilities are known. Listening begins at once: the word may
// come as early as the answer that lacks them.
import { RemoteError } from '../../protocol/connection';
import type { RunPanelEvents } from '../../protocol/run-panel';

/** The end of the conversation that says it. */
interface Host {
  on(name: 'estimated', listener: (estimated: RunPanelEvents['estimated']) => void): () => void;
}

export interface NextEstimate {
  /** Rejects as an aborted request does. */
  readonly said: Promise<void>;
  /** Nobody waits any longer. */
  stop(): void;
}

export function nextEstimate(host: Host, epoch: number, signal: AbortSignal): NextEstimate {
  let stop = (): void => undefined;
  const said = new Promise<void>((resolve, reject) => {
    const abort = (): void => {
      reject(new RemoteError({ code: 'aborted', message: 'nobody waits for the estimate' }));
    };
    const silence = host.on('estimated', (estimated) => {
      if (estimated.epoch === epoch) resolve();
    });
    signal.addEventListener('abort', abort, { once: true });
    stop = () => {
      silence();
      signal.removeEventListener('abort', abort);
    };
  });
  // It may be that nobody gets as far as waiting.
  said.catch(() => undefined);
  return { said, stop };
}
