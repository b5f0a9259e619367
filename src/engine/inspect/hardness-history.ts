// How often a negative was hard in the course of a training.
import type { Embeddings } from '../evaluate/embeddings';
import type { Run } from '../runs/run';
import { nearestOf } from './nearest-of';
import { productsWith } from './products';
import { readHeadRows } from './read-vectors';

/** Products for one anchor, over all epochs: ten or twenty milliseconds. */
const MOST_PRODUCTS = 12e6;
const MOST_EPOCHS = 12;
/** Fewer say nothing of how it went. */
export const FEWEST_EPOCHS = 3;

export class HardnessHistory {
  constructor(
    /** Rows of some epochs, unit rows of the same samples. */
    private readonly epochs: readonly Embeddings[],
    /** How many epochs have vectors; `epochs` may be a part of them. */
    readonly stored: number,
  ) {}

  /**
   * Of as many of the run's epochs as can be looked at in a moment, evenly spread up to the last; of
   * none where these are too few.
   */
  static async read(run: Run, { count, width }: Embeddings): Promise<HardnessHistory> {
    const all = await run.epochs();
    const most = Math.min(MOST_EPOCHS, Math.floor(MOST_PRODUCTS / (count * width)), all.length);
    if (most < FEWEST_EPOCHS) return new HardnessHistory([], all.length);
    const rows: Embeddings[] = [];
    for (let i = 0; i < most; i++) {
      const epoch = all[Math.ceil(((i + 1) * all.length) / most) - 1];
      const z = await readHeadRows(run, epoch, count);
      if (z) rows.push(z);
    }
    return new HardnessHistory(rows, all.length);
  }

  /** How many epochs are looked at. */
  get looked(): number {
    return this.epochs.length;
  }

  /** At how many of these epochs each sample was among the `most` nearest of the anchor. */
  timesNear(anchor: number, most: number): (sample: number) => number {
    const lists = this.epochs.map((z) => new Set(nearestOf(productsWith(z, anchor), anchor, most)));
    return (sample) => lists.reduce((times, list) => times + Number(list.has(sample)), 0);
  }
}
