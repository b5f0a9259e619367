// Waiting with a name: what does not come is said.
import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  readonly seconds?: number;
  /** Milliseconds between two questions. */
  readonly poll?: number;
}

/** Asks until the answer is something; failures of asking count as no answer yet. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  { seconds = 90, poll = 100 }: Patience = {},
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  let failure: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await pause(poll);
  } while (performance.now() < end);
  throw new Error(`Waited ${seconds} s in vain for ${what}.`, { cause: failure });
}
