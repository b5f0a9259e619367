// Asks for an anchor's negatives: ranks at once, and the same list again when its probabilities are
// known.
import { estimating, unestimated } from './estimate';
import { nextEstimate } from './next-estimate';
import type { host as connection } from './requests';
import * as state from './state';

/** Negatives that are shown at first. */
export const SHOWN = 20;

/**
 * Puts what comes into the state. Ranks stay where their probabilities fail: that is said there too.
 * @throws RemoteError where there are no ranks.
 */
export async function askAnchor(
  host: typeof connection,
  { index, epoch }: { readonly index: number; readonly epoch: number },
  signal: AbortSignal,
): Promise<void> {
  unestimated.value = undefined;
  for (let top = SHOWN, ranked = false; ; top = Math.max(SHOWN, shown())) {
    const estimate = nextEstimate(host, epoch, signal);
    try {
      const found = await host.request('anchor', { index, epoch, top }, signal);
      state.report.value = found;
      ranked = true;
      if (!found.estimating) return;
      await estimate.said;
    } catch (error) {
      if (signal.aborted || !ranked) throw error;
      unestimated.value = error instanceof Error ? error.message : String(error);
      return;
    } finally {
      estimate.stop();
    }
  }
}

/** The list may have been lengthened meanwhile. */
const shown = (): number => state.report.peek()?.negatives.length ?? 0;

/** Keeps the progress of estimates in the state. */
export function followEstimates(host: typeof connection): void {
  host.on('estimating', (progress) => {
    estimating.value = progress;
  });
  host.on('readerLost', () => {
    estimating.value = undefined;
  });
}
