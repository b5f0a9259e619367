// Estimates one at a time, from a process that is made up.
import { describe, expect, it, vi } from 'vitest';
import { Estimates } from '../../../src/engine/view/estimates';
import type { EstimateChild } from '../../../src/engine/view/estimate-child';
import type { AnchorReport } from '../../../src/protocol/run-view';
import type { EstimateEvents, EstimateRequests } from '../../../src/engine/view/estimate-server';
import { Connection } from '../../../src/protocol/connection';

type Nothing = Record<string, never>;
type Ours = Connection<EstimateRequests, EstimateEvents, Nothing, Nothing>;
type Theirs = Connection<Nothing, Nothing, EstimateRequests, EstimateEvents>;

/** A process whose estimates are ready when the test says so. */
class MadeUpProcess implements EstimateChild {
  readonly connection: Ours;
  readonly peer: Theirs;
  private readonly waiting = new Map<number, (error?: Error) => void>();

  constructor(private readonly onEnd: () => void) {
    const listeners: ((message: unknown) => void)[] = [];
    const end = (own: number) => ({
      post: (message: unknown) => {
        queueMicrotask(() => listeners.at(1 - own)?.(message));
      },
      listen: (listener: (message: unknown) => void) => (listeners[own] = listener),
    });
    this.connection = new Connection(end(0));
    this.peer = new Connection(end(1));
    this.peer.answer('quality', asIs, async ({ epoch }) => {
      await new Promise<void>((resolve, reject) => {
        this.waiting.set(epoch, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
      return undefined;
    });
    this.peer.answer(
      'anchor',
      asIs,
      ({ index }) => ({ index }) as Partial<AnchorReport> as AnchorReport,
    );
  }

  /** @throws where it was not asked for, or not yet. */
  settle(epoch: number, error?: Error): void {
    this.waiting.get(epoch)!(error);
    this.waiting.delete(epoch);
  }

  readonly end = vi.fn(() => {
    this.die();
  });

  die(): void {
    this.connection.close('the process ended');
    this.onEnd();
  }
}

const asIs = (params: unknown): never => params as never;
const query = { index: 4, epoch: 2, top: 1 };

function estimates() {
  const processes: MadeUpProcess[] = [];
  const settled: number[] = [];
  const progress: number[] = [];
  const all = new Estimates(
    '/run',
    { settled: (epoch) => settled.push(epoch), progress: ({ done }) => progress.push(done) },
    (_, onEnd) => {
      const made = new MadeUpProcess(onEnd);
      processes.push(made);
      return made;
    },
  );
  return { all, processes, settled, progress };
}

describe('the estimate of an epoch', () => {
  it('is begun once, and tells when it is ready', async () => {
    const { all, processes, settled } = estimates();
    const first = all.of(2, 'a');
    expect(all.of(2, 'a')).toBe(first);
    expect(all.ready('a')).toBeUndefined();
    await vi.waitFor(() => {
      processes[0].settle(2);
    });
    await vi.waitFor(() => {
      expect(settled).toEqual([2]);
    });
    expect(all.ready('a')).toBe(first);
    expect(await first.anchor(query)).toEqual({ index: 4 });
    expect(processes).toHaveLength(1);
  });

  it('is given up for another one, with its process and without a word', async () => {
    const { all, processes, settled } = estimates();
    const first = all.of(2, 'a');
    const lost = expect(first.quality).rejects.toThrow('the process ended');
    all.of(3, 'b');
    await lost;
    expect(processes[0].end).toHaveBeenCalledOnce();
    await vi.waitFor(() => {
      processes[1].settle(3);
    });
    await vi.waitFor(() => {
      expect(settled).toEqual([3]);
    });
  });

  it('is kept when another one is asked for after it is ready, in the same process', async () => {
    const { all, processes } = estimates();
    const first = all.of(2, 'a');
    await vi.waitFor(() => {
      processes[0].settle(2);
    });
    await first.quality;
    all.of(3, 'b');
    expect(processes).toHaveLength(1);
    expect(processes[0].end).not.toHaveBeenCalled();
  });

  it('tells how far it is, as long as anybody waits', async () => {
    const { all, processes, progress } = estimates();
    all.of(2, 'a').quality.catch(() => undefined);
    processes[0].peer.send('estimating', { epoch: 2, done: 1, total: 5 });
    await vi.waitFor(() => {
      expect(progress).toEqual([1]);
    });
    all.of(3, 'b');
    processes[0].peer.send('estimating', { epoch: 2, done: 2, total: 5 });
    processes[1].peer.send('estimating', { epoch: 3, done: 3, total: 5 });
    await vi.waitFor(() => {
      expect(progress).toEqual([1, 3]);
    });
  });

  it.each<[string, (process: MadeUpProcess) => void, string]>([
    [
      'failed',
      (process) => {
        process.settle(2, new Error('too few'));
      },
      'too few',
    ],
    [
      'died',
      (process) => {
        process.die();
      },
      'the process ended',
    ],
  ])('that %s says so once, and is begun anew when it is asked for again', async (_, end, why) => {
    const { all, processes, settled } = estimates();
    const first = all.of(2, 'a');
    await vi.waitFor(() => {
      end(processes[0]);
    });
    await vi.waitFor(() => {
      expect(settled).toEqual([2]);
    });
    await expect(all.of(2, 'a').anchor(query)).rejects.toThrow(why);
    const second = all.of(2, 'a');
    expect(second).not.toBe(first);
    await vi.waitFor(() => {
      processes.at(-1)!.settle(2);
    });
    expect(await second.anchor(query)).toEqual({ index: 4 });
  });
});
