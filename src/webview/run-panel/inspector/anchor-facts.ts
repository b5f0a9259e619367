// What is said of an anchor beside its picture, as pairs of a name and a value.
import type { AnchorReport } from '../../../protocol/run-view';
import { run } from '../state';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** Labels of the nearest that have room. */
const LABELS = 2;

/** What is known without its negatives. */
export const whereItStands = (index: number): Fact => ({
  name: 'Split',
  value: `train, row ${index}`,
});

export function anchorFacts(report: AnchorReport): readonly Fact[] {
  const { negatives, viewCosine, flagged } = report;
  const labels = nearestLabels(report);
  const nearer = negatives.filter(({ cosine }) => cosine > (viewCosine ?? 1)).length;
  return [
    ...(labels === '' ? [] : [{ name: 'Nearest 20', value: labels }]),
    { name: 'Flagged', value: `${flagged} of ${negatives.length}` },
    {
      name: 'Nearer than its views',
      value: viewCosine === undefined ? 'no views stored' : `${nearer} of ${negatives.length}`,
    },
  ];
}

/** `10 Shirt, 6 Pullover`: the most frequent first. */
function nearestLabels({ nearestLabels: counts }: AnchorReport): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, LABELS)
    .map(([label, n]) => `${n} ${run.value?.samples.classes[Number(label)] ?? 'without label'}`)
    .join(', ');
}
