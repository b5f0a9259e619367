// How many anchors get no gradient from their negatives.
import type { RunConfig } from '../config/run-config';
import type { Anchor } from './anchor';
import { explainAnchor } from './explain';

/**
 * The share of anchors whose estimate of the negatives' mass is at its floor, in [0, 1]; undefined
 * where the counting has no floor, and of no anchors.
 */
export function clampedShare(
  anchors: Iterable<Anchor>,
  settings: Pick<RunConfig, 'objective' | 'negatives'>,
): number | undefined {
  if (!hasFloor(settings.negatives)) return undefined;
  let [count, clamped] = [0, 0];
  for (const anchor of anchors) {
    count++;
    clamped += Number(explainAnchor(anchor, settings).clamped);
  }
  return count === 0 ? undefined : clamped / count;
}

function hasFloor({ weighting, tau_plus: tauPlus }: RunConfig['negatives']): boolean {
  return (weighting === 'debiased' || weighting === 'hard') && tauPlus > 0;
}
