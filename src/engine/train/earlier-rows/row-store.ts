// Embeddings of earlier batches that the rows of a step are compared with.
import type { Feeds, StateValue } from '../../runtime/runtime';

/**
 * It stays on the host, for a step changes few of its rows: as a state of the program all of it
 * would be copied in every step, on the processor twice.
 */
export interface RowStore {
  /** All that must be kept to go on, by name: arrays that `take` changes in place. */
  readonly states: Readonly<Record<string, StateValue>>;
  /** The stored rows of a step (from 1) and their relations, as `storedInputs` names them. */
  feeds(step: number): Feeds;
  /** What a step has made: row i of `embeddings` shows sample `samples[i]`. */
  take(step: number, samples: Uint32Array, embeddings: Float32Array): void;
}
