// Alignment and uniformity: Wang & Isola 2020 (arXiv 2005.10242), sections 4.1.1 and 4.1.2.
import type { RunConfig } from '../config/run-config';
import { twinOf, type AnchorLoss, type Similarities } from './anchor';
import { distancesOf } from './distances';
import { logSumExp, softMax } from './soft-max';

type Settings = Extract<RunConfig['objective'], { name: 'align-uniform' }>;

/**
 * ℓ = align_weight · D⁺^alpha + uniform_weight · log meanⱼ exp(−t Dⱼ²) over the other rows of the
 * anchor's view. The batch's uniformity is the logarithm of the mean over all anchors of what
 * stands here in the logarithm, so an anchor's share of its slope is another multiple of these.
 */
export function alignUniform(
  similarities: Similarities,
  { alpha, t, align_weight: alignWeight, uniform_weight: uniformWeight }: Settings,
): AnchorLoss {
  const { negatives, positives } = similarities;
  const { values, slopes } = distancesOf(negatives, 'squared');
  const shares = softMax(values, -t);
  const [squared] = distancesOf(Float64Array.of(twinOf(similarities)), 'squared').values;
  // Equal views have no direction to part in, also where alpha < 2 and the slope is boundless.
  const power = squared ** (alpha / 2 - 1);
  const uniformity =
    negatives.length === 0 ? 0 : logSumExp(values, -t) - Math.log(negatives.length);
  return {
    loss: alignWeight * squared ** (alpha / 2) + uniformWeight * uniformity,
    byPositives: positives.map((_, i) =>
      i === 0 && Number.isFinite(power) ? -alignWeight * alpha * power : 0,
    ),
    byNegatives: shares.map((share, j) => -uniformWeight * t * share * slopes[j]),
  };
}
