// The loss of a run: the objective and the counting of negatives that the config names.
import type { RunConfig } from '../config/run-config';
import { input } from '../graph/sources';
import { l2Normalise, mean } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { withinBatch, type Comparison } from '../negatives/comparison';
import { debiasedMass } from '../negatives/debiased';
import { hardMass } from '../negatives/hard';
import { uniformMass, type NegativeMass } from '../negatives/negative-mass';
import { infoNce } from './info-nce';

/** The input that carries β, where the objective reads one. */
export const BETA = 'objective.beta';

export interface Loss {
  /** Scalar. */
  readonly loss: Tensor;
  /** Scalars worth a curve: the mean cosine of the positives, the share of clamped anchors … */
  readonly diagnostics: Readonly<Record<string, Tensor>>;
}

/**
 * Of z: B first views, then B second views, as rows [2B, d] of any length. With `anchors` (int64
 * row numbers) the mean is over those rows only; the negatives are the whole batch's all the same.
 */
export function objective(
  z: Tensor,
  config: Pick<RunConfig, 'objective' | 'negatives'>,
  anchors?: Tensor,
): Loss {
  const { temperature } = config.objective;
  const comparison = withinBatch(l2Normalise(z), anchors);
  const mass = negativeMass(comparison, temperature, config.negatives);
  return {
    loss: infoNce(comparison, mass, temperature),
    diagnostics: {
      positiveCosine: mean(comparison.positive, undefined, false),
      ...(mass.clamped && { clampedAnchors: mean(mass.clamped, undefined, false) }),
    },
  };
}

function negativeMass(
  comparison: Comparison,
  temperature: number,
  settings: RunConfig['negatives'],
): NegativeMass {
  const { tau_plus: tauPlus, detach_weights: detachWeights } = settings;
  switch (settings.weighting) {
    case 'uniform':
      return uniformMass(comparison, temperature);
    case 'debiased':
      return debiasedMass(comparison, { temperature, tauPlus });
    case 'hard':
      return hardMass(comparison, { temperature, tauPlus, detachWeights, beta: input(BETA, []) });
  }
}
