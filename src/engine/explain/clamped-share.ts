// How many anchors get no gradient from their negatives.
import type { RunConfig } from '../config/run-config';
import { marked, taken, type Anchor } from './anchor';
import { positivesOf } from './explain';
import { massOf } from './mass';

type Settings = Pick<RunConfig, 'objective' | 'negatives'>;

/**
 * The share of anchors whose estimate of the negatives' mass is at its floor, in [0, 1]; undefined
 * where the counting has no floor, and of no anchors.
 */
export function clampedShare(anchors: Iterable<Anchor>, settings: Settings): number | undefined {
  if (!hasFloor(settings.negatives)) return undefined;
  let [count, clamped] = [0, 0];
  for (const anchor of anchors) {
    count++;
    clamped += Number(isClamped(anchor, settings));
  }
  return count === 0 ? undefined : clamped / count;
}

function hasFloor({ weighting, tau_plus: tauPlus }: RunConfig['negatives']): boolean {
  return (weighting === 'debiased' || weighting === 'hard') && tauPlus > 0;
}

/** Without ranks, which are most of the work of an explanation. */
function isClamped(anchor: Anchor, { objective, negatives }: Settings): boolean {
  const similarities = {
    positives: positivesOf(anchor),
    hasTwin: anchor.twin !== undefined,
    negatives: taken(anchor.cosines, marked(anchor.negatives)),
  };
  const temperature = 'temperature' in objective ? objective.temperature : 1;
  return massOf(similarities, temperature, negatives).clamped;
}
