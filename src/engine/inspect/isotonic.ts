// The rising sequence nearest to given values (pool adjacent violators: Ayer et al. 1955).

/** Least Σ weight · (value − result)² of all sequences that never fall. */
export function isotonic(values: readonly number[], weights: readonly number[]): Float64Array {
  const blocks: { mean: number; weight: number; length: number }[] = [];
  values.forEach((value, i) => {
    let last = { mean: value, weight: Math.max(weights[i], 1e-12), length: 1 };
    for (let before = blocks.at(-1); before && before.mean > last.mean; before = blocks.at(-1)) {
      const weight = before.weight + last.weight;
      const mean = (before.mean * before.weight + last.mean * last.weight) / weight;
      last = { mean, weight, length: before.length + last.length };
      blocks.pop();
    }
    blocks.push(last);
  });
  return Float64Array.from(blocks.flatMap(({ mean, length }) => Array<number>(length).fill(mean)));
}
