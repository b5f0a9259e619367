// G, what stands for the negatives of one anchor, with its slopes in closed form.
import type { RunConfig } from '../config/run-config';
import type { Similarities } from './anchor';
import { debiased } from './debiased';
import { hard } from './hard';
import { uniform } from './uniform';

export interface Mass {
  /** log G; −∞ without negatives. */
  readonly log: number;
  /** ∂ log G / ∂s of each positive. */
  readonly byPositives: Float64Array;
  /** ∂ log G / ∂s of each negative. */
  readonly byNegatives: Float64Array;
  /** ω: how much each negative counts, where a plain one counts 1. */
  readonly weights: Float64Array;
  /** True where the estimate is below its floor: G is constant and its slopes are 0. */
  readonly clamped: boolean;
}

/** Negatives that a ring or band leaves out, or mixing adds, are no matter here. */
export function massOf(
  similarities: Similarities,
  temperature: number,
  settings: RunConfig['negatives'],
): Mass {
  switch (settings.weighting) {
    case 'debiased':
      return debiased(similarities, temperature, settings.tau_plus);
    case 'hard':
      return hard(similarities, temperature, settings);
    case 'uniform':
    case 'ring':
    case 'band':
    case 'mixing':
      return uniform(similarities, temperature);
  }
}
