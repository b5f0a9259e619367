// Says where the time of a batch goes.
import type { Dataset } from '../src/engine/dataset/dataset';
import type { ViewSource } from '../src/engine/train/views/view-source';

export class Stopwatch {
  private readonly totals = new Map<string, number>();

  async time<T>(part: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.totals.set(part, this.total(part) + performance.now() - start);
    return result;
  }

  /** Milliseconds in all. */
  total(part: string): number {
    return this.totals.get(part) ?? 0;
  }

  /** The dataset with its reads timed as `read`. */
  dataset(dataset: Dataset): Dataset {
    return Object.assign(Object.create(dataset) as Dataset, {
      read: (...how: Parameters<Dataset['read']>) => this.time('read', () => dataset.read(...how)),
    });
  }

  /** The views with what they are fed timed as `feed`; of datasets timed as above `read` is part of it. */
  views(views: ViewSource): ViewSource {
    return {
      partnered: views.partnered,
      partners: (rows, epoch) => views.partners(rows, epoch),
      pair: (samples) => views.pair(samples),
      plain: (samples) => views.plain(samples),
      feedPlain: (rows) => views.feedPlain(rows),
      feedPair: (rows, epoch) => this.time('feed', () => views.feedPair(rows, epoch)),
    };
  }

  /** Of `batches` that took `whole` milliseconds: reading, drawing random numbers, the rest. */
  parts(whole: number, batches: number): BatchParts {
    const [read, feed] = [this.total('read'), this.total('feed')];
    return {
      read: read / batches,
      draw: (feed - read) / batches,
      run: (whole - feed) / batches,
    };
  }
}

/** Milliseconds of a batch. */
export interface BatchParts {
  readonly read: number;
  readonly draw: number;
  readonly run: number;
}

export function partCells({ read, draw, run }: BatchParts): string[] {
  return [read, draw, run].map((ms) => ms.toFixed(2));
}
