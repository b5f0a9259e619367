// Lays a neighbour graph out in the plane: attraction along its ties, repulsion from points drawn at
// random (McInnes, Healy & Melville 2018, arXiv 1802.03426, algorithm 5), on typed arrays.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Random } from '../random/random';
import { forces } from './forces';
import type { NeighbourGraph } from './neighbour-graph';

/** Points that are pushed away for each tie that pulls. */
const NEGATIVES = 5;
/** No move is longer, times the learning rate. */
const LONGEST_MOVE = 4;
/** Ties between two pauses, in which the thread does other things. */
const TIES_AT_ONCE = 2 ** 16;
/** Rows that are drawn once and then read from a new place on in every epoch. */
const POOL = 2 ** 20;

export interface LayoutOptions {
  readonly random: Random;
  /** Learning rate of the first epoch; it falls to 0. UMAP's is 1. */
  readonly rate: number;
  /** Rejects with its reason once it is aborted. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((epoch: number, epochs: number) => void) | undefined;
}

/** More rounds where there are few points, as in umap-js. */
const epochsFor = (count: number): number =>
  count <= 2500 ? 500 : count <= 5000 ? 400 : count <= 7500 ? 300 : 200;

/** Moves `positions`, [count, 2], which begin in a square of side 20 or so. */
export async function layOut(
  graph: NeighbourGraph,
  positions: Float32Array,
  { random, rate, signal, onProgress }: LayoutOptions,
): Promise<void> {
  const epochs = epochsFor(graph.count);
  const layout = new Layout(graph, positions, epochs, rate, random);
  for (let epoch = 0; epoch < epochs; epoch++) {
    layout.begin(epoch, random);
    for (let from = 0; from < layout.ties; from += TIES_AT_ONCE) {
      await breathe();
      signal?.throwIfAborted();
      layout.pull(from, Math.min(from + TIES_AT_ONCE, layout.ties));
    }
    onProgress?.(epoch + 1, epochs);
  }
}

class Layout {
  readonly ties: number;
  private readonly heads: Uint32Array;
  private readonly tails: Uint32Array;
  /** Epochs from one pull of a tie to its next, and the epoch of that. */
  private readonly intervals: Float32Array;
  private readonly next: Float32Array;
  private readonly pool: Uint32Array;
  private place = 0;
  private epoch = 0;
  private rate = 0;
  private readonly forces = forces();
  private readonly bits = new Uint32Array(1);
  private readonly squared = new Float32Array(this.bits.buffer);

  constructor(
    { count, heads, tails, weights }: NeighbourGraph,
    private readonly positions: Float32Array,
    private readonly epochs: number,
    private readonly firstRate: number,
    random: Random,
  ) {
    const strongest = weights.reduce((most, weight) => Math.max(most, weight), 0);
    // A tie that would not be pulled once is left out.
    const kept = Uint32Array.from(weights.keys()).filter((i) => weights[i] >= strongest / epochs);
    this.ties = kept.length;
    this.heads = kept.map((i) => heads[i]);
    this.tails = kept.map((i) => tails[i]);
    this.intervals = Float32Array.from(kept, (i) => strongest / weights[i]);
    this.next = this.intervals.slice();
    this.pool = Uint32Array.from({ length: POOL }, () => random.integer(count));
  }

  begin(epoch: number, random: Random): void {
    this.epoch = epoch;
    this.rate = this.firstRate * (1 - epoch / this.epochs);
    this.place = random.integer(POOL);
  }

  /** Pulls those of some ties that are due. */
  pull(from: number, to: number): void {
    const { heads, tails, intervals, next, epoch } = this;
    for (let tie = from; tie < to; tie++) {
      if (next[tie] > epoch) continue;
      next[tie] += intervals[tie];
      this.attract(2 * heads[tie], 2 * tails[tie]);
      for (let i = 0; i < NEGATIVES; i++) {
        this.place = (this.place + 1) & (POOL - 1);
        this.repel(2 * heads[tie], 2 * this.pool[this.place]);
      }
    }
  }

  /** `p`, `q`: where both points stand in the array. */
  private attract(p: number, q: number): void {
    const { positions } = this;
    const [x, y] = [positions[p] - positions[q], positions[p + 1] - positions[q + 1]];
    const force = -this.forceOf(this.forces.attraction, x, y);
    const [moveX, moveY] = [this.move(force * x), this.move(force * y)];
    positions[p] += moveX;
    positions[p + 1] += moveY;
    positions[q] -= moveX;
    positions[q + 1] -= moveY;
  }

  private repel(p: number, q: number): void {
    if (p === q) return;
    const { positions } = this;
    const [x, y] = [positions[p] - positions[q], positions[p + 1] - positions[q + 1]];
    const force = this.forceOf(this.forces.repulsion, x, y);
    positions[p] += this.move(force * x);
    positions[p + 1] += this.move(force * y);
  }

  private forceOf(table: Float32Array, x: number, y: number): number {
    this.squared[0] = x * x + y * y;
    return table[this.bits[0] >>> 16];
  }

  private move(step: number): number {
    return this.rate * Math.max(-LONGEST_MOVE, Math.min(LONGEST_MOVE, step));
  }
}
