// Negatives by difficulty: Cai, Frankle, Schwab & Morcos, "Are all negatives created equal in
// contrastive instance discrimination?", 2020 (arXiv 2010.06682).
import type { Comparison, Counted } from './comparison';
import { dropRange, keepRange } from './rank-range';

/** Percentiles [a, b] of difficulty, 0 the hardest; one of the two. */
export interface Band {
  readonly keep?: readonly [number, number];
  readonly drop?: readonly [number, number];
}

/**
 * Of each anchor's own N negatives those of ranks [int(a % · N), int(b % · N)) alone (`keep`), or
 * all but those (`drop`); what is left counts alike. `keep` [0, 100] is InfoNCE, and so is a `drop`
 * so narrow that it truncates to none: 0.1 % of 510 negatives is 0.51 of one. A `keep` that is not
 * empty holds at least one.
 */
export function band(comparison: Comparison, { keep, drop }: Band): Counted {
  if (keep) return keepRange(comparison, { lower: keep[0], upper: keep[1], atLeastOne: true });
  if (drop) return dropRange(comparison, { lower: drop[0], upper: drop[1], atLeastOne: false });
  return comparison;
}
