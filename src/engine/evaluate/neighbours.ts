// The exact nearest neighbours by cosine.
import { gatherElements, topK } from '../graph/indexing';
import type { HostArray } from '../graph/tensor';
import type { Runtime } from '../runtime/runtime';
import { unitRows, type Embeddings } from './embeddings';
import { similarityBlocks } from './similarity-blocks';

export interface Neighbours {
  /** Neighbours of each query: as many as were asked for, or as the bank has. */
  readonly k: number;
  /** Rows of the bank, [queries, k], nearest first; of equal cosines the lower row is first. */
  readonly indices: Int32Array;
  /** Their cosines, [queries, k]. */
  readonly similarities: Float32Array;
}

export interface NeighbourOptions {
  readonly k: number;
  /** Queries and bank are the same rows, and none is its own neighbour. */
  readonly excludeSelf?: boolean;
  /** Rejects with its reason once it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Queries done. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** The k nearest rows of `bank` to each of `queries`; rows need no unit length but must be usable. */
export async function nearestNeighbours(
  runtime: Runtime,
  queries: Embeddings,
  bank: Embeddings,
  { k: wanted, excludeSelf = false, signal, onProgress }: NeighbourOptions,
): Promise<Neighbours> {
  const self = excludeSelf ? 1 : 0;
  const k = Math.min(wanted, bank.count - self);
  const found: Neighbours = {
    k,
    indices: new Int32Array(queries.count * k),
    similarities: new Float32Array(queries.count * k),
  };
  if (k === 0 || queries.count === 0) return found;
  const unitBank = unitRows(bank);
  await similarityBlocks({
    runtime,
    queries: queries === bank ? unitBank : unitRows(queries),
    bank: unitBank,
    outputs: ({ similarities }) => {
      const places = topK(similarities, k + self);
      return { places, nearest: gatherElements(similarities, places) };
    },
    take: ({ places, nearest }, first, count) => {
      signal?.throwIfAborted();
      for (let i = 0; i < count; i++) takeRow(found, first + i, { places, nearest, at: i, self });
      onProgress?.(first + count);
    },
  });
  return found;
}

interface BlockRow {
  readonly places: HostArray;
  readonly nearest: HostArray;
  /** Row of the block. */
  readonly at: number;
  readonly self: 0 | 1;
}

/** One more than k was found where the query itself may be among them; else the last is too many. */
function takeRow(found: Neighbours, query: number, { places, nearest, at, self }: BlockRow): void {
  const { k, indices, similarities } = found;
  const start = at * (k + self);
  for (let from = start, to = query * k; to < (query + 1) * k; from++) {
    const place = Number(places[from]);
    if (self && place === query) continue;
    indices[to] = place;
    similarities[to++] = Number(nearest[from]);
  }
}
