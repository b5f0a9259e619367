// Rows as plain numbers, with what is known of them beside their values.

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
  /** Pairs given one by one, in place of those that the relations make: `contrastive`. */
  readonly pairs?: PlainPairs;
  /** Where they are given, they alone are candidates, and the first views anchors. */
  readonly stored?: StoredPlainRows;
}

/** Row numbers, and 1 where the two rows are alike, else 0; each [pairs]. */
export interface PlainPairs {
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
  readonly similar: ArrayLike<number>;
}

export interface StoredPlainRows {
  /** [K, width]. */
  readonly values: Float64Array;
  readonly classes?: Relation;
  readonly kin?: readonly Relation[];
}

export const countOf = ({ values, width }: PlainRows): number => values.length / width;

/** The row of the other view. */
export function twinOf(rows: PlainRows, index: number): number | undefined {
  const count = countOf(rows);
  return rows.twins ? (index + count / 2) % count : undefined;
}

/** Dot products of a row with each of others, [others]. */
export function similarities(rows: PlainRows, index: number, others: Float64Array): Float64Array {
  return Float64Array.from({ length: others.length / rows.width }, (_, j) =>
    dot(rows, index, others, j),
  );
}

/** The dot product of row i with row j of others. */
export function dot(
  { values, width }: PlainRows,
  i: number,
  others: Float64Array,
  j: number,
): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += values[i * width + k] * others[j * width + k];
  return sum;
}
