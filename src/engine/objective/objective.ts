// The loss of a run: the objective that the config names, on the rows of a batch.
import type { RunConfig } from '../config/run-config';
import { l2Normalise, mean } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { compare } from '../negatives/compare';
import { positiveOf, type Comparison } from '../negatives/comparison';
import { negativeMass } from '../negatives/counting';
import type { NegativeMass } from '../negatives/negative-mass';
import type { Rows } from '../negatives/rows';
import { infoNce } from './info-nce';

export interface Loss {
  /** Scalar. */
  readonly loss: Tensor;
  /** Scalars worth a curve: the mean cosine of the positives, the share of clamped anchors … */
  readonly diagnostics: Readonly<Record<string, Tensor>>;
}

type Settings = Pick<RunConfig, 'objective' | 'negatives'>;

/** With `rows.anchors` the mean is over those only, where the objective is a mean over anchors. */
export function objective(rows: Rows, { objective, negatives }: Settings): Loss {
  const unit: Rows = { ...rows, z: l2Normalise(rows.z) };
  switch (objective.name) {
    case 'info-nce': {
      const comparison = compare(unit, negatives);
      const mass = negativeMass(comparison, objective.temperature, negatives);
      return {
        loss: infoNce(comparison, mass, objective.temperature),
        diagnostics: diagnostics(comparison, mass),
      };
    }
    default:
      throw new Error(`${objective.name} is not written yet`);
  }
}

function diagnostics(comparison: Comparison, mass: NegativeMass): Loss['diagnostics'] {
  return {
    positiveCosine: mean(positiveOf(comparison), undefined, false),
    ...(mass.clamped && { clampedAnchors: mean(mass.clamped, undefined, false) }),
  };
}
