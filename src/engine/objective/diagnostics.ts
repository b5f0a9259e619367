// Scalars worth a curve, of objectives that compare anchors with negatives.
import { cast, greater, not } from '../graph/comparison';
import { mean } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import { positiveOf, type Comparison } from '../negatives/comparison';
import type { NegativeMass } from '../negatives/negative-mass';
import type { Loss } from './loss';

/** The mean cosine of the positives, given unit rows, and what is said of the negatives. */
export function pairDiagnostics(comparison: Comparison, mass: NegativeMass): Loss['diagnostics'] {
  return {
    positiveCosine: mean(positiveOf(comparison), undefined, false),
    ...negativeDiagnostics(comparison, mass),
  };
}

/**
 * `clampedAnchors`: share of the anchors whose mass is at its floor, where there is one.
 * `anchorsWithoutNegatives`: their share, where relations may leave an anchor none.
 */
export function negativeDiagnostics(
  { count }: Comparison,
  mass: NegativeMass,
): Loss['diagnostics'] {
  const irregular = count.shape.length > 0;
  return {
    ...(mass.clamped && { clampedAnchors: mean(mass.clamped, undefined, false) }),
    ...(irregular && { anchorsWithoutNegatives: share(not(greater(count, 0))) }),
  };
}

/** Share of the elements that are true, a scalar. */
export function share(condition: Tensor): Tensor {
  return mean(cast(condition, 'float32'), undefined, false);
}
