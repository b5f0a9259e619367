// What is said of the samples that the lasso has caught.
import type { AnchorReport } from '../../../protocol/run-view';
import { count } from '../../shared/numbers';
import { labelName } from '../class-colours';

/** `31 Shirt, 12 Coat`: the most frequent first; empty where nothing is labelled. */
export function caughtLabels(rows: readonly number[]): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const label = labelName(row);
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([label, n]) => `${count(n)} ${label}`)
    .join(', ');
}

/** How many of them are among the anchor's hardest negatives, and how many of these flagged, where known. */
export function caughtFlags(rows: readonly number[], report: AnchorReport): string {
  const caught = new Set(rows);
  const inside = report.negatives.filter(({ index }) => caught.has(index));
  const flagged = inside.filter((negative) => negative.flagged).length;
  const flags = report.estimating ? '' : `, ${flagged} flagged`;
  return `${inside.length} of the anchor’s hardest ${report.negatives.length}${flags}`;
}
