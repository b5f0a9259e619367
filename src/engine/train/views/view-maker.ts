// How the samples of one dataset become views: the graph, and the numbers it is fed.
import type { HostArray, Tensor } from '../../graph/tensor';

/** Which views of a pair; second views draw numbers of their own. */
export type Side = 'first' | 'second';

/** Inputs that take the samples of first and of second views. */
export const FIRST_SAMPLES = 'data';
export const SECOND_SAMPLES = 'data.second';

export interface ViewMaker {
  /** Input that takes `count` samples as they are stored. */
  samples(count: number, name: string): Tensor;
  /** One view of each sample: [count, …]. It reads the input `draws.<side>`, or none. */
  view(samples: Tensor, side: Side): Tensor;
  /** The samples without augmentation: [count, …]. */
  plain(samples: Tensor): Tensor;
  /** What `view` reads for these rows in this epoch (from 0). A row's does not depend on the others. */
  draws(rows: Uint32Array, epoch: number, side: Side): HostArray;
  read(rows: Uint32Array): Promise<HostArray>;
}

export const drawsName = (side: Side): string => `draws.${side}`;

/** The number of the view in the stream that it is drawn from. */
export const viewNumber = (side: Side): number => (side === 'first' ? 0 : 1);
