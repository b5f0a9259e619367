// Difficulty as a rank: 0 is the hardest, that is the most similar; ties go by index.

/** Indices from the most similar to the least. */
export function hardestFirst(similarities: Float64Array): Uint32Array {
  const order = Uint32Array.from(similarities, (_, index) => index);
  return order.sort((a, b) => similarities[b] - similarities[a] || a - b);
}

/** The rank of each. */
export function ranks(similarities: Float64Array): Uint32Array {
  const result = new Uint32Array(similarities.length);
  hardestFirst(similarities).forEach((index, rank) => (result[index] = rank));
  return result;
}
