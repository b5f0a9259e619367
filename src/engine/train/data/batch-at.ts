// Batches of one size, whatever the number of rows.

/** `size` rows from place `start` on; where fewer are left, the first of them fills up. */
export function batchAt(rows: Uint32Array, start: number, size: number): Uint32Array {
  const batch = new Uint32Array(size).fill(rows[start]);
  batch.set(rows.subarray(start, start + size));
  return batch;
}
