// Difficulty as a rank: 0 is the hardest, that is the most similar; ties go by index.

/** What float64 leaves of the difference of two equal cosines. */
const ROUNDING = 1e-15;

/** Indices from the most similar to the least. */
export function hardestFirst(similarities: Float64Array): Uint32Array {
  const order = fallingOrder(similarities);
  let first = 0;
  for (let rank = 1; rank <= order.length; rank++) {
    const fall = similarities[order[rank - 1]] - similarities[order[rank]];
    if (fall <= ROUNDING) continue;
    order.subarray(first, rank).sort();
    first = rank;
  }
  return order;
}

/** Plain numbers are sorted and looked up, for sorting by a comparison takes many times as long. */
function fallingOrder(values: Float64Array): Uint32Array {
  const falling = values.slice().sort().reverse();
  const taken = new Uint32Array(values.length);
  const order = new Uint32Array(values.length);
  values.forEach((value, index) => {
    const first = countAbove(falling, value);
    order[first + taken[first]++] = index;
  });
  return order;
}

/** How many of falling values are above one of them. */
function countAbove(falling: Float64Array, value: number): number {
  let [low, high] = [0, falling.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (falling[middle] > value) low = middle + 1;
    else high = middle;
  }
  return low;
}
