// How tight the classes are and how far apart, from the mean direction of each. The mean of the
// cosines to the mean direction is the mean resultant length of directional statistics (Mardia &
// Jupp 2000, section 9.2.1); the separation is ours.
import { rowsByClass } from './classes';
import { rowOf, unitRows, type LabelledEmbeddings } from './embeddings';

export interface ClassStructure {
  /** Mean cosine of a row with its class's mean direction: 1 where every class is one point. */
  readonly concentration: number;
  /**
   * 1 − mean cosine between the mean directions of two classes: 0 where they coincide, 1 where they
   * are orthogonal, 1 + 1/(C − 1) at most (the simplex of Papyan et al. 2020). Absent where fewer
   * than two classes have a direction.
   */
  readonly separation?: number;
}

/** Every row has a class, and there is at least one row. */
export function classStructure({ embeddings, labels }: LabelledEmbeddings): ClassStructure {
  const unit = unitRows(embeddings);
  const sums = [...rowsByClass(labels).values()].map((rows) => {
    const sum = new Float64Array(unit.width);
    for (const row of rows) addTo(sum, rowOf(unit, row), 1);
    return sum;
  });
  // The cosines of a class's rows with its mean direction add up to the length of their sum.
  const concentration = sums.reduce((total, sum) => total + lengthOf(sum), 0) / unit.count;
  const separation = separationOf(sums);
  return { concentration, ...(separation !== undefined && { separation }) };
}

function separationOf(sums: readonly Float64Array[]): number | undefined {
  // Opposite rows cancel: what remains is rounding, no direction.
  const directed = sums.filter((sum) => lengthOf(sum) > 1e-6);
  const classes = directed.length;
  if (classes < 2) return undefined;
  const total = new Float64Array(directed[0].length);
  for (const sum of directed) addTo(total, sum, 1 / lengthOf(sum));
  // ‖Σ m‖² holds every ordered pair of directions, and each with itself.
  return 1 - (lengthOf(total) ** 2 - classes) / (classes * (classes - 1));
}

function addTo(sum: Float64Array, x: ArrayLike<number>, factor: number): void {
  for (let j = 0; j < sum.length; j++) sum[j] += factor * x[j];
}

function lengthOf(x: Float64Array): number {
  return Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
}
