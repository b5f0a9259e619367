// What review decisions say of the samples of a dataset.
import type { Dataset } from '../../dataset/dataset';
import { Components } from './components';
import type { ReviewDecision, Reviews } from './review-file';
import type { SampleNumbers } from './row-relations';

export interface ReviewedSamples {
  /** Samples that were judged to be the same, also by way of others, have one number. */
  readonly numbers: SampleNumbers;
  /** Sentences on what of the decisions has no effect. */
  readonly notes: readonly string[];
}

export function reviewedSamples(
  { names, length }: Pick<Dataset, 'names' | 'length'>,
  { file, decisions }: Reviews,
): ReviewedSamples {
  if (!decisions)
    return {
      numbers: (sample) => sample,
      notes: [`there is no ${file} yet: negatives.exclude: reviewed leaves out nothing.`],
    };
  const rows = new Map(names.map((name, row) => [name, row]));
  const latest = lastWords(decisions);
  const known = latest.flatMap(({ anchor, negative, verdict }) => {
    const [a, b] = [rows.get(anchor), rows.get(negative)];
    return a === undefined || b === undefined ? [] : [{ a, b, verdict }];
  });
  const components = new Components(length);
  for (const { a, b, verdict } of known) if (verdict === 'same') components.join(a, b);
  const overruled = known.filter(
    ({ a, b, verdict }) => verdict === 'different' && components.of(a) === components.of(b),
  );
  return {
    numbers: components.of,
    notes: [
      ...note(latest.length - known.length, 'about samples that data.train does not have', file),
      ...note(overruled.length, 'overruled: others join the pair by way of further samples', file),
    ],
  };
}

/** A pair may be judged again: the last decision counts, whichever of the two was the anchor. */
function lastWords(decisions: readonly ReviewDecision[]): ReviewDecision[] {
  const pairs = decisions.map((decision): [string, ReviewDecision] => {
    const { anchor, negative } = decision;
    return [JSON.stringify([anchor, negative].sort()), decision];
  });
  return [...new Map(pairs).values()];
}

function note(count: number, what: string, file: string): string[] {
  if (count === 0) return [];
  return [`${count} ${count === 1 ? 'decision is' : 'decisions are'} ${what} (${file}).`];
}
