// How good the probability is on a run whose samples have labels: in the lists that are shown.
import type { FlagQuality } from '../../protocol/run-view';
import { FLAG_FROM, type FalseNegatives } from './false-negatives';
import { areaUnderCurve, calibrationError, type JudgedPair } from './judged-flags';
import { NEAREST } from './reasons';
import { labelOf, type InspectedSamples } from './samples';

const MOST_ANCHORS = 1200;

/**
 * Of the 20 nearest of each of up to 1,200 labelled anchors, evenly spread, that are labelled too.
 * Undefined where no such pair is; AUROC and precision are NaN where nothing defines them.
 */
export function flagQuality(
  falseNegatives: FalseNegatives,
  samples: InspectedSamples,
): FlagQuality | undefined {
  const labelled = Array.from({ length: samples.count }, (_, row) => row).filter(
    (row) => labelOf(samples, row) !== undefined,
  );
  const count = Math.min(MOST_ANCHORS, labelled.length);
  const anchors = Array.from(
    { length: count },
    (_, i) => labelled[Math.floor((i * labelled.length) / count)],
  );
  const pairs = anchors.flatMap((anchor) => shownPairs(falseNegatives, samples, anchor));
  if (pairs.length === 0) return undefined;
  const flagged = pairs.filter(({ probability }) => probability >= FLAG_FROM);
  return {
    anchors: count,
    auroc: areaUnderCurve(pairs),
    calibrationError: calibrationError(pairs),
    precision: flagged.filter(({ same }) => same).length / flagged.length,
    flaggedPairs: flagged.length,
  };
}

function shownPairs(
  falseNegatives: FalseNegatives,
  samples: InspectedSamples,
  anchor: number,
): JudgedPair[] {
  const { k, indices } = falseNegatives.nearest;
  const nearest = indices.subarray(anchor * k, anchor * k + Math.min(k, NEAREST));
  return Array.from(nearest)
    .filter((row) => labelOf(samples, row) !== undefined)
    .map((row) => ({
      probability: falseNegatives.of(anchor, row).probability,
      same: labelOf(samples, row) === labelOf(samples, anchor),
    }));
}
