// How samples become inputs of an encoder: the graph that makes them, and what it is fed.
import type { Tensor } from '../../graph/tensor';
import type { Feeds } from '../../runtime/runtime';

export interface ViewPair {
  readonly first: Tensor;
  readonly second: Tensor;
}

export interface ViewSource {
  /** Both views of `samples` samples, each [samples, …]. */
  pair(samples: number): ViewPair;
  /** What `pair` reads for these rows of the dataset in this epoch (from 0). */
  feedPair(rows: Uint32Array, epoch: number): Promise<Feeds>;
  /** Whether second views may show other samples than the first ones. */
  readonly partnered: boolean;
  /** Rows of the samples that the second views show; `rows` itself unless `partnered`. */
  partners(rows: Uint32Array, epoch: number): Uint32Array;
  /** The samples as they are, for embedding: [samples, …]. */
  plain(samples: number): Tensor;
  feedPlain(rows: Uint32Array): Promise<Feeds>;
}
