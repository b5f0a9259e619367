// The parts of the config's `positives` that views are made by.
import type { RunConfig } from '../config/run-config';

type Augmentation = Extract<RunConfig['positives'], { from: 'augmentation' }>;

/** How a picture is augmented. Intervals are [low, high]; probabilities in [0, 1]. */
export type ImageViewSettings = Pick<
  Augmentation,
  | 'crop'
  | 'ratio'
  | 'flip'
  | 'vertical_flip'
  | 'jitter'
  | 'jitter_probability'
  | 'gray'
  | 'blur'
  | 'blur_sigma'
  | 'solarize'
  | 'erase'
  | 'erase_area'
>;

/** How a vector is augmented. */
export type VectorViewSettings = Pick<Augmentation, 'noise' | 'dropout'>;

/** Which augmented copies of the samples: `view` tells those of one epoch apart, 0 and 1. */
export interface ViewName {
  readonly seed: number;
  readonly epoch: number;
  readonly view: number;
}
