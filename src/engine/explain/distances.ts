// Distances between unit rows, from their cosines, with their slopes.

export interface Distances {
  readonly values: Float64Array;
  /** ∂D/∂s of each. */
  readonly slopes: Float64Array;
}

/** What float64 cosines of equal unit rows leave of 2 − 2s. */
const ZERO = 1e-14;

/**
 * D² = 2 − 2s with ∂D²/∂s = −2, or its root with ∂D/∂s = −1 / D. Equal rows have no direction to
 * part in: there the slope of the root is 0.
 */
export function distancesOf(cosines: Float64Array, kind: 'euclidean' | 'squared'): Distances {
  const squared = cosines.map((s) => (2 - 2 * s > ZERO ? 2 - 2 * s : 0));
  if (kind === 'squared') return { values: squared, slopes: squared.map(() => -2) };
  const values = squared.map(Math.sqrt);
  return { values, slopes: values.map((distance) => (distance > 0 ? -1 / distance : 0)) };
}
