// Which rows each anchor is compared with, by double loops over what is known of the rows.
import type { Batch } from './graph-loss';
import { cosine, dot, type Rows } from './loss-settings';

export interface Compared {
  readonly anchor: number;
  /** Row of the other view. */
  readonly twin?: number;
  /** Further positives among the candidates, the other view not among them. */
  readonly positives: readonly number[];
  /** Among the candidates. */
  readonly negatives: readonly number[];
}

/** What anchors are compared with: the rows themselves, or the stored ones. */
export function candidatesOf({ rows, stored }: Batch): Rows {
  return stored ? stored.rows : rows;
}

/** Every anchor of a batch; `other-view` takes rows of the other kind of view only. */
export function compared(batch: Batch, among: 'both-views' | 'other-view'): Compared[] {
  const { rows, twins = true, stored } = batch;
  const half = rows.length / 2;
  const usual = rows.flatMap((_, row) => (stored && row >= half ? [] : [row]));
  return (batch.anchors ?? usual).map((anchor) => ({
    anchor,
    ...(twins && { twin: (anchor + half) % rows.length }),
    ...(stored ? amongStored(batch, anchor) : withinBatch(batch, anchor, among)),
  }));
}

type Sides = Pick<Compared, 'positives' | 'negatives'>;

function withinBatch(batch: Batch, anchor: number, among: 'both-views' | 'other-view'): Sides {
  const { rows, twins = true, classes, kin = [] } = batch;
  const half = rows.length / 2;
  const sampleOf = (row: number): number => batch.samples?.[row] ?? (twins ? row % half : row);
  const [positives, negatives]: number[][] = [[], []];
  for (let j = 0; j < rows.length; j++) {
    const shown = [anchor, ...(twins ? [(anchor + half) % rows.length] : [])].map(sampleOf);
    if (shown.includes(sampleOf(j))) continue;
    if (classes?.[j] !== undefined && classes[j] === classes[anchor]) positives.push(j);
    else if (kin.some((numbers) => numbers[j] === numbers[anchor])) continue;
    else if (among === 'other-view' && j >= half === anchor >= half) continue;
    else negatives.push(j);
  }
  return { positives, negatives };
}

function amongStored({ classes, stored }: Batch, anchor: number): Sides {
  const [positives, negatives]: number[][] = [[], []];
  stored?.rows.forEach((_, j) => {
    const same = classes !== undefined && stored.classes?.[j] === classes[anchor];
    (same ? positives : negatives).push(j);
  });
  return { positives, negatives };
}

/** Similarities of one anchor: cosines, or dot products of rows as they are. */
export interface Similarities {
  readonly twin?: number;
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

/** `views`: the rows that other views are taken from; without gradient they are held still. */
export function similarities(
  batch: Batch,
  { anchor, twin, positives, negatives }: Compared,
  measure: 'cosine' | 'dot',
  views: Rows = batch.rows,
): Similarities {
  const between = measure === 'cosine' ? cosine : dot;
  const row = batch.rows[anchor];
  const candidates = candidatesOf(batch);
  return {
    ...(twin !== undefined && { twin: between(row, views[twin]) }),
    positives: positives.map((j) => between(row, candidates[j])),
    negatives: negatives.map((j) => between(row, candidates[j])),
  };
}
