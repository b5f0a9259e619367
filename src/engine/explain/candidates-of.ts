// Which rows an anchor is compared with: what negatives/compare.ts builds as a graph, for one row.
import type { RunConfig } from '../config/run-config';
import { checkAmong } from '../negatives/among';
import type { Anchor } from './anchor';
import {
  countOf,
  twinOf,
  type PlainPairs,
  type PlainRows,
  type StoredPlainRows,
} from './plain-rows';

export type Settings = Pick<RunConfig, 'objective' | 'negatives'>;

export interface Candidates extends Pick<Anchor, 'negatives' | 'positives'> {
  readonly candidates: Float64Array;
}

/**
 * As `compare` of the negatives, and as the objectives that choose for themselves.
 * @throws InputError where negatives are of the other view, and rows are single.
 */
export function candidatesOf(
  rows: PlainRows,
  index: number,
  { objective, negatives }: Settings,
): Candidates {
  const { values, stored } = rows;
  if (objective.name === 'align-uniform')
    return { candidates: values, negatives: restOfView(rows, index) };
  if (rows.pairs) return { candidates: values, ...amongPairs(rows.pairs, countOf(rows), index) };
  if (stored) return { candidates: stored.values, ...amongStored(rows, stored, index) };
  const among = negatives.from === 'batch' ? negatives.among : 'both-views';
  if (objective.name !== 'n-pair') checkAmong(among, rows);
  const across = objective.name === 'n-pair' || among === 'other-view';
  return { candidates: values, ...amongRows(rows, index, across) };
}

type Masks = Pick<Anchor, 'negatives' | 'positives'>;

/** The rows that a pair joins with this one. */
function amongPairs({ first, second, similar }: PlainPairs, count: number, index: number): Masks {
  const masks = { negatives: new Uint8Array(count), positives: new Uint8Array(count) };
  for (let pair = 0; pair < similar.length; pair++) {
    const [a, b] = [first[pair], second[pair]];
    if (a !== index && b !== index) continue;
    masks[similar[pair] === 1 ? 'positives' : 'negatives'][a === index ? b : a] = 1;
  }
  return masks;
}

/** Uniformity is of all rows of a view. */
function restOfView(rows: PlainRows, index: number): Uint8Array {
  const half = countOf(rows) / 2;
  return mask(2 * half, (j) => j !== index && j < half === index < half);
}

function amongRows(rows: PlainRows, index: number, across: boolean): Masks {
  const { classes, kin = [] } = rows;
  const [count, other] = [countOf(rows), twinOf(rows, index)];
  const { samples } = rows;
  const half = rows.twins ? count / 2 : count;
  const sampleOf = (j: number): number => (samples ? samples[j] : j % half);
  const own = sampleOf(index);
  const shown = (j: number): boolean =>
    sampleOf(j) === own || (other !== undefined && sampleOf(j) === sampleOf(other));
  const sameView = (j: number): boolean => j < count / 2 === index < count / 2;
  const sameClass = (j: number): boolean =>
    classes?.[j] === classes?.[index] && classes !== undefined;
  return {
    negatives: mask(
      count,
      (j) =>
        !shown(j) &&
        !sameClass(j) &&
        !(across && sameView(j)) &&
        !kin.some((relation) => relation[j] === relation[index]),
    ),
    ...(classes && { positives: mask(count, (j) => sameClass(j) && !shown(j)) }),
  };
}

function amongStored(
  { width, classes, kin = [] }: PlainRows,
  stored: StoredPlainRows,
  index: number,
): Masks {
  const count = stored.values.length / width;
  const [own, theirs] = [classes, stored.classes];
  const sameClass = own && theirs && ((j: number): boolean => theirs[j] === own[index]);
  const related = (j: number): boolean =>
    kin.some((relation, i) => stored.kin?.[i][j] === relation[index]);
  return {
    negatives: mask(count, (j) => !sameClass?.(j) && !related(j)),
    ...(sameClass && { positives: mask(count, sameClass) }),
  };
}

function mask(length: number, is: (j: number) => boolean): Uint8Array {
  return Uint8Array.from({ length }, (_, j) => Number(is(j)));
}
