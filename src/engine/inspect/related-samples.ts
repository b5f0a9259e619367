// Which samples are negatives of an anchor: all the others, but for those that the config relates to it.
import type { SampleRelations } from '../train/relations/row-relations';

/** One for each sample, [count]. */
export interface RelatedMasks {
  readonly negatives: Uint8Array;
  /** Of one class with the anchor, where classes make positives. */
  readonly positives?: Uint8Array;
}

export function relatedMasks(
  count: number,
  anchor: number,
  { classes, kin }: Pick<SampleRelations, 'classes' | 'kin'>,
): RelatedMasks {
  const relations = classes ? [...kin, classes] : kin;
  const negatives = new Uint8Array(count).fill(1);
  negatives[anchor] = 0;
  for (const numbers of relations) {
    const own = numbers(anchor);
    for (let j = 0; j < count; j++) if (numbers(j) === own) negatives[j] = 0;
  }
  if (!classes) return { negatives };
  const own = classes(anchor);
  const alike = (_: unknown, j: number): number => Number(j !== anchor && classes(j) === own);
  return { negatives, positives: Uint8Array.from({ length: count }, alike) };
}
