// The channel to the process that forked this one.
import type { Channel } from '../protocol/connection';

/** Milliseconds between two signs of life. */
const ALIVE_EVERY = 3000;

export interface ParentChannel extends Channel {
  /** Calls back once, when the parent is gone or has closed the channel. */
  onClosed(listener: () => void): void;
  /** Resolves when all that was posted is on its way. */
  flushed(): Promise<void>;
}

/** @throws Error where no process forked this one with a channel. */
export function parentChannel(): ParentChannel {
  if (!process.send) throw new Error('this program is started by the editor, not by hand');
  let last: Promise<void> = Promise.resolve();
  // A sign of life for whoever waits; it keeps nothing alive by itself.
  setInterval(() => {
    if (process.connected) process.send?.({ kind: 'event', name: 'alive', payload: {} });
  }, ALIVE_EVERY).unref();
  return {
    post: (message) => {
      if (!process.connected) return;
      // A parent that went away this moment is told by `disconnect`.
      last = new Promise((done) => {
        process.send?.(message, undefined, {}, () => {
          done();
        });
      });
    },
    listen: (listener) => {
      process.on('message', listener);
    },
    onClosed: (listener) => {
      process.once('disconnect', listener);
    },
    flushed: () => last,
  };
}
