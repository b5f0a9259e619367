// Waits for the word that an epoch's probabilities are known, or that none will come. Listening begins
// at once: the word may come as early as the answer that lacks them.
import { RemoteError } from '../../protocol/connection';
import type { RunPanelEvents } from '../../protocol/run-panel';

type Said = 'estimated' | 'readerLost';

/** The end of the conversation that says it. */
interface Host {
  on<Name extends Said>(name: Name, listener: (said: RunPanelEvents[Name]) => void): () => void;
}

export interface NextEstimate {
  /** Rejects as a request does that is aborted, or whose peer is gone. */
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
    const silences = [
      host.on('estimated', (estimated) => {
        if (estimated.epoch === epoch) resolve();
      }),
      host.on('readerLost', () => {
        reject(
          new RemoteError({ code: 'closed', message: 'the process that reads the run ended' }),
        );
      }),
    ];
    signal.addEventListener('abort', abort, { once: true });
    stop = () => {
      for (const silence of silences) silence();
      signal.removeEventListener('abort', abort);
    };
  });
  // It may be that nobody gets as far as waiting.
  said.catch(() => undefined);
  return { said, stop };
}
