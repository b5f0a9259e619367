// A person's decisions as pairs of rows.
import type { Reviews } from '../train/relations/review-file';
import type { ReviewedPair } from './false-negatives';

/**
 * A pair that was judged again counts once, by the last decision; decisions about samples that are not
 * there count not at all.
 */
export function reviewedPairs(
  names: readonly string[],
  { decisions = [] }: Pick<Reviews, 'decisions'>,
): ReviewedPair[] {
  const rows = new Map(names.map((name, row) => [name, row]));
  const pairs = new Map<string, ReviewedPair>();
  for (const { anchor, negative, verdict } of decisions) {
    const [a, b] = [rows.get(anchor), rows.get(negative)];
    if (a === undefined || b === undefined || a === b) continue;
    const [first, second] = a < b ? [a, b] : [b, a];
    pairs.set(`${first} ${second}`, { first, second, same: verdict === 'same' });
  }
  return [...pairs.values()];
}
