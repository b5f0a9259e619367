// The channel to the process that forked this one.
import type { Channel } from '../protocol/connection';

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
