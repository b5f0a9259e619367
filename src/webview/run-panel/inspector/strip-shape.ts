// The histogram of an anchor's cosines as shapes and as a sentence. Places are per cent of the
// strip's width, so that it is drawn without knowing its width.
import type { AnchorReport } from '../../../protocol/run-view';
import { count, fixed } from '../../shared/numbers';

/** More bars than this would be thinner than they can be seen. */
const MOST_BARS = 100;

export interface StripBar {
  readonly left: number;
  readonly width: number;
  /** 0 … 1: the root of the count's share of the largest, so that small counts can be seen. */
  readonly height: number;
}

/** Per cent from the left, where −1 is the left end and 1 the right one. */
export const placeOf = (cosine: number): number => 50 * (Math.min(1, Math.max(-1, cosine)) + 1);

/** Bars of equal width, without the empty ones. */
export function stripBars(histogram: Uint32Array): readonly StripBar[] {
  const together = Math.max(1, Math.ceil(histogram.length / MOST_BARS));
  const sums = Array.from({ length: Math.ceil(histogram.length / together) }, (_, i) =>
    histogram.subarray(i * together, (i + 1) * together).reduce((sum, n) => sum + n, 0),
  );
  const most = Math.max(1, ...sums);
  const width = (100 * together) / Math.max(1, histogram.length);
  return sums
    .map((sum, i) => ({ left: i * width, width, height: Math.sqrt(sum / most) }))
    .filter(({ height }) => height > 0);
}

/** What the strip shows, for those who hear it. */
export function stripSentence(report: AnchorReport): string {
  const { histogram, negatives, negativesCount, viewCosine, flagged, estimating } = report;
  const at = (share: number): string => fixed(quantile(histogram, share), 2);
  const parts = [
    `Cosines of the anchor with all ${count(negativesCount)} negatives: half lie between ` +
      `${at(0.25)} and ${at(0.75)}, nine tenths below ${at(0.9)}.`,
  ];
  if (viewCosine !== undefined) parts.push(`Its own two views: ${fixed(viewCosine, 2)}.`);
  const flags = estimating ? '' : `, ${flagged} flagged`;
  if (negatives.length > 0)
    parts.push(
      `The hardest ${negatives.length}: ${fixed(negatives[0].cosine, 2)} to ` +
        `${fixed(negatives[negatives.length - 1].cosine, 2)}${flags}.`,
    );
  return parts.join(' ');
}

/** The middle of the bin below which `share` of the counts lie. */
function quantile(histogram: Uint32Array, share: number): number {
  const total = histogram.reduce((sum, n) => sum + n, 0);
  let below = 0;
  const bin = histogram.findIndex((n) => (below += n) >= share * total);
  return (2 * (bin + 0.5)) / histogram.length - 1;
}
