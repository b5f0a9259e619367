// What is said of an anchor beside its picture, as pairs of a name and a value.
import type { AnchorReport } from '../../../protocol/run-view';
import { groupName } from '../groupings';
import { missing } from '../estimate';
import { run } from '../state';

export interface Fact {
  readonly name: string;
  /** The most important first: those that have no room are left out. */
  readonly values: readonly string[];
  /** Also said in the low form. */
  readonly important: boolean;
}

/** What is known without its negatives; nothing while the split is being read. */
export function splitFact(index: number): readonly Fact[] {
  const split = groupName('split', index);
  return split === undefined ? [] : [{ name: 'Split', values: [split], important: false }];
}

export function anchorFacts(report: AnchorReport): readonly Fact[] {
  const { negatives, viewCosine, flagged, estimating } = report;
  const labels = nearestLabels(report);
  const all = negatives.length;
  const nearer = negatives.filter(({ cosine }) => cosine > (viewCosine ?? 1)).length;
  const views = viewCosine === undefined ? 'not stored' : `${nearer} of ${all}`;
  return [
    ...(labels.length === 0 ? [] : [fact('Nearest 20', labels)]),
    fact('Flagged', [estimating ? missing.value.words : `${flagged} of ${all}`]),
    fact('Nearer than its views', [views]),
  ];
}

const fact = (name: string, values: readonly string[]): Fact => ({
  name,
  values,
  important: true,
});

/** `10 Shirt`, `6 Pullover`: the most frequent first. */
function nearestLabels({ nearestLabels: counts }: AnchorReport): readonly string[] {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([label, n]) => `${n} ${run.value?.samples.classes[Number(label)] ?? 'without label'}`);
}
