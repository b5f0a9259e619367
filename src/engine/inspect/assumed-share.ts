// τ⁺: which share of all pairs is taken to be of one class, and where that comes from.
import type { RunConfig } from '../config/run-config';

export interface AssumedShare {
  readonly tauPlus: number;
  /** The config's `negatives.tau_plus`, 1 / the number of classes, or 0.1. */
  readonly from: 'config' | 'classes' | 'default';
}

const DEFAULT = 0.1;

/** @param labels a class for each sample, −1 for none; only how many classes there are is used */
export function assumedShare(
  { negatives }: Pick<RunConfig, 'negatives'>,
  labels: Int32Array | undefined,
): AssumedShare {
  const { weighting, tau_plus: tauPlus } = negatives;
  if ((weighting === 'debiased' || weighting === 'hard') && tauPlus > 0)
    return { tauPlus, from: 'config' };
  const classes = new Set(labels?.filter((label) => label >= 0)).size;
  if (classes > 1) return { tauPlus: 1 / classes, from: 'classes' };
  return { tauPlus: DEFAULT, from: 'default' };
}
