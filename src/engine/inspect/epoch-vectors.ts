// The vectors that an epoch of a run has kept: what everything in this room is computed from.
import type { Embeddings } from '../evaluate/embeddings';
import type { ViewPairs } from './view-scatter';

export interface EpochVectors {
  /** What the loss compares: unit rows, one for each training sample. */
  readonly z: Embeddings;
  /** Length of each row of z before it was made 1: `n-pair` compares rows of any length. */
  readonly lengths: Float64Array;
  /** What the encoder gives, of any length; absent where that is z. */
  readonly h?: Embeddings;
  readonly views?: ViewVectors;
}

/** Two views of each of some samples. */
export interface ViewVectors {
  /** The samples, rising. */
  readonly rows: ArrayLike<number>;
  /** Unit rows. */
  readonly z: ViewPairs;
  readonly h?: ViewPairs;
}
