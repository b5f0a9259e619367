// Tells how far something is that takes long.
import type { RunViewEvents } from '../../protocol/run-view';
import { Latest } from '../session/latest';

export type Tell = (what: string, done: number, total: number) => void;

export class Working {
  constructor(private readonly send: (working: RunViewEvents['working']) => void) {}

  /** At most ten a second while the work goes on; a last one says that all is done, however it ended. */
  async during<T>(work: (tell: Tell) => Promise<T>): Promise<T> {
    const latest = new Latest(this.send);
    let told: RunViewEvents['working'] | undefined;
    try {
      return await work((what, done, total) => {
        told = { what, done, total };
        latest.offer(told);
      });
    } finally {
      if (told) {
        latest.offer({ ...told, done: told.total });
        latest.flush();
      }
    }
  }
}
