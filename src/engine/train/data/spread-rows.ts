// Rows that stand for a whole dataset.

/** At most `most` of `length` rows, evenly spread over all of them, ascending. */
export function spreadRows(length: number, most: number): Uint32Array {
  const count = Math.min(length, most);
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * length) / count));
}
