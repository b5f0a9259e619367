// Shares of labelled rows, class by class, so that small shares keep every class.
import { Random } from '../random/random';
import { rowsByClass } from './classes';

export interface Split {
  /** Row numbers, ascending. */
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/**
 * Holds out `share` of the labelled rows of each class: at least one, and never all, so that a
 * class of one row stays in `train`; unlabelled rows stay there too. `share` 0 holds out none.
 */
export function holdout(labels: Int32Array, share: number, seed: number): Split {
  const held = new Set<number>();
  for (const [label, rows] of rowsByClass(labels)) {
    const wanted = share === 0 ? 0 : Math.max(1, Math.round(share * rows.length));
    const count = Math.min(wanted, rows.length - 1);
    for (const row of draw(rows, count, Random.stream(seed, 'holdout', label))) held.add(row);
  }
  return {
    train: Uint32Array.from(labels.keys()).filter((row) => !held.has(row)),
    test: Uint32Array.from(held).sort(),
  };
}

/** `share` of the labelled rows of each class, at least one of each; ascending. */
export function labelFraction(labels: Int32Array, share: number, seed: number): Uint32Array {
  const rows = [...rowsByClass(labels)].flatMap(([label, ofClass]) => {
    const count = Math.max(1, Math.round(share * ofClass.length));
    return draw(ofClass, count, Random.stream(seed, 'label-fraction', share, label));
  });
  return Uint32Array.from(rows).sort();
}

/** At most `most` of `count` rows, drawn without replacement; ascending. */
export function sampleRows(count: number, most: number, random: Random): Uint32Array {
  if (count <= most) return Uint32Array.from({ length: count }, (_, i) => i);
  return random.permutation(count).subarray(0, most).sort();
}

function draw(rows: readonly number[], count: number, random: Random): number[] {
  return Array.from(random.permutation(rows.length).subarray(0, count), (i) => rows[i]);
}
