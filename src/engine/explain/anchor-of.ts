// The candidates of one anchor among plain rows: what negatives/compare.ts builds as a graph, for
// one row on the host.
import type { RunConfig } from '../config/run-config';
import type { Anchor } from './anchor';

/** Rows of equal number are related; one number a row. */
type Relation = ArrayLike<number>;

/** As `Rows` of the negatives: a relation holds one number for each row. */
export interface PlainRows {
  /** [count, width]; unit rows, but for `n-pair`. */
  readonly values: Float64Array;
  readonly width: number;
  /** Rows i and i + count/2 are a pair of views. */
  readonly twins: boolean;
  /** The sample that each row shows; default: i mod count/2, or i without twins. */
  readonly samples?: Relation;
  readonly classes?: Relation;
  readonly kin?: readonly Relation[];
  /** Where they are given, they alone are candidates, and the first views anchors. */
  readonly stored?: StoredPlainRows;
}

export interface StoredPlainRows {
  /** [K, width]. */
  readonly values: Float64Array;
  readonly classes?: Relation;
  readonly kin?: readonly Relation[];
}

type Settings = Pick<RunConfig, 'objective' | 'negatives'>;

/** How many rows are anchors: 0 … this − 1. */
export function anchorCount(rows: PlainRows, { objective }: Settings): number {
  const half = rows.stored !== undefined || objective.name === 'n-pair';
  return half ? countOf(rows) / 2 : countOf(rows);
}

/** Everything that is known of the row `index`. */
export function anchorOf(rows: PlainRows, index: number, settings: Settings): Anchor {
  const other = twinOf(rows, index);
  const { candidates, ...masks } = candidatesOf(rows, index, settings);
  const product = (j: number): number => dot(rows, index, rows.values, j);
  return {
    ...masks,
    cosines: similarities(rows, index, candidates),
    ...(other !== undefined && { twin: product(other) }),
    ...(other !== undefined &&
      settings.objective.name === 'n-pair' && {
        squaredLength: (product(index) + dot(rows, other, rows.values, other)) / 2,
      }),
  };
}

interface Candidates extends Pick<Anchor, 'negatives' | 'positives'> {
  readonly candidates: Float64Array;
}

/** As `compare` of the negatives, and as the objectives that choose for themselves. */
function candidatesOf(
  rows: PlainRows,
  index: number,
  { objective, negatives }: Settings,
): Candidates {
  const { values, stored } = rows;
  if (objective.name === 'align-uniform')
    return { candidates: values, negatives: restOfView(rows, index) };
  if (stored) return { candidates: stored.values, ...amongStored(rows, stored, index) };
  const across =
    objective.name === 'n-pair' || (negatives.from === 'batch' && negatives.among === 'other-view');
  return { candidates: values, ...amongRows(rows, index, across) };
}

const countOf = ({ values, width }: PlainRows): number => values.length / width;

/** Uniformity is of all rows of a view. */
function restOfView(rows: PlainRows, index: number): Uint8Array {
  const half = countOf(rows) / 2;
  return mask(2 * half, (j) => j !== index && j < half === index < half);
}

/** The row of the other view. */
function twinOf(rows: PlainRows, index: number): number | undefined {
  const count = countOf(rows);
  return rows.twins ? (index + count / 2) % count : undefined;
}

type Masks = Pick<Anchor, 'negatives' | 'positives'>;

function amongRows(rows: PlainRows, index: number, across: boolean): Masks {
  const { classes, kin = [] } = rows;
  const [count, other] = [countOf(rows), twinOf(rows, index)];
  const samples = rows.samples ?? Array.from({ length: count }, (_, i) => i % ownSamples(rows));
  const shown = (j: number): boolean =>
    samples[j] === samples[index] || (other !== undefined && samples[j] === samples[other]);
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

const ownSamples = (rows: PlainRows): number => countOf(rows) / (rows.twins ? 2 : 1);

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

function similarities(rows: PlainRows, index: number, others: Float64Array): Float64Array {
  return Float64Array.from({ length: others.length / rows.width }, (_, j) =>
    dot(rows, index, others, j),
  );
}

function dot({ values, width }: PlainRows, i: number, others: Float64Array, j: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += values[i * width + k] * others[j * width + k];
  return sum;
}
