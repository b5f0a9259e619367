// Difficulty as a rank: 0 is the hardest, that is the most similar; ties go by index.

/** What float64 leaves of the difference of two equal cosines. */
const ROUNDING = 1e-15;

/** Indices from the most similar to the least. */
export function hardestFirst(similarities: Float64Array): Uint32Array {
  const order = Uint32Array.from(similarities, (_, index) => index);
  order.sort((a, b) => similarities[b] - similarities[a] || a - b);
  let first = 0;
  for (let rank = 1; rank <= order.length; rank++) {
    const fall = similarities[order[rank - 1]] - similarities[order[rank]];
    if (fall <= ROUNDING) continue;
    order.subarray(first, rank).sort();
    first = rank;
  }
  return order;
}
