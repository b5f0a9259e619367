// All that is said of one anchor: its hardest negatives, what the loss does to them, and how likely each
// of them is a false one.
import type { AnchorReport, NegativeReport } from '../../protocol/run-view';
import type { AnchorEffects } from './anchor-effects';
import { nearestOf } from './nearest-of';
import { FLAG_FROM, type FalseNegatives } from './false-negatives';
import type { HardnessHistory } from './hardness-history';
import { NEAREST, reasonsOf } from './reasons';
import { labelCounts, type InspectedSamples } from './samples';

export interface AnchorSources {
  readonly index: number;
  readonly epoch: number;
  /** How many of the hardest negatives. */
  readonly top: number;
  /** With every sample, [count]. */
  readonly cosines: Float64Array;
  readonly effects: AnchorEffects;
  /** Undefined until it is estimated: the report is then `estimating`. */
  readonly falseNegatives: FalseNegatives | undefined;
  readonly samples: InspectedSamples;
  readonly viewCosine: number | undefined;
  readonly history: HardnessHistory;
}

const BINS = 64;

/** Less what is of all anchors. */
export type PlainReport = Omit<AnchorReport, 'provisional' | 'assumed'>;

export function anchorReport(sources: AnchorSources): PlainReport {
  const { index, epoch, cosines, viewCosine, effects, samples, falseNegatives } = sources;
  const { order, clamped } = effects;
  const negatives = negativesOf(sources);
  return {
    ...{ index, epoch, negatives, clamped, threshold: FLAG_FROM },
    ...(viewCosine !== undefined && { viewCosine }),
    ...(!falseNegatives && { estimating: true as const }),
    negativesCount: order.length,
    histogram: histogramOf(order, cosines),
    nearestLabels: labelCounts(samples, nearestOf(cosines, index, NEAREST)),
    flagged: negatives.filter(({ flagged }) => flagged).length,
  };
}

function nearestBy({ nearest: { k, indices } }: FalseNegatives, sample: number): Int32Array {
  return indices.subarray(sample * k, sample * k + Math.min(k, NEAREST));
}

function negativesOf(sources: AnchorSources): NegativeReport[] {
  const { index, top, cosines, effects, falseNegatives, history } = sources;
  const times = history.timesNear(index, NEAREST);
  const shown = effects.order.subarray(0, top);
  return Array.from(shown, (negative, place) => {
    const estimate = falseNegatives?.of(index, negative);
    return {
      index: negative,
      rank: place + 1,
      cosine: cosines[negative],
      weight: effects.weights[place],
      gradientShare: effects.shares[place],
      ...(estimate && { probability: estimate.probability, band: estimate.band }),
      flagged: estimate !== undefined && estimate.probability >= FLAG_FROM,
      reasons: reasonsOf({
        ...{ ...sources, anchor: index, negative },
        cosine: cosines[negative],
        ...(falseNegatives && {
          viewsNearerThanClass: falseNegatives.viewsNearerThanClass,
          nearest: (sample: number) => nearestBy(falseNegatives, sample),
        }),
        history: { times: times(negative), looked: history.looked, stored: history.stored },
      }),
    };
  });
}

/** Counts in equal bins from −1 to 1; rounding may leave a cosine just outside. */
function histogramOf(order: Uint32Array, cosines: Float64Array): Uint32Array {
  const counts = new Uint32Array(BINS);
  for (const j of order) {
    const bin = Math.floor(((cosines[j] + 1) / 2) * BINS);
    counts[Math.min(Math.max(bin, 0), BINS - 1)]++;
  }
  return counts;
}
