// Numbers of samples by their rank: so that a few far values do not take the ramp from all others. Pure.

export interface NumberRanks {
  /** Rising, without those that are missing. */
  readonly sorted: Float64Array;
  /** How many have no number. */
  readonly missing: number;
}

/** NaN: missing. */
export function numberRanks(values: ArrayLike<number>): NumberRanks {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  return { sorted, missing: values.length - sorted.length };
}

/** The share of numbers that are smaller, 0 … 1; the largest has 1, equal ones have the same. */
export function rankOf({ sorted }: NumberRanks, value: number): number {
  const largest = sorted.length - 1;
  if (largest < 1 || value >= sorted[largest]) return sorted[0] === value ? 0 : 1;
  return smaller(sorted, value) / largest;
}

/** The number at a rank of 0 … 1. */
export function numberAt({ sorted }: NumberRanks, rank: number): number {
  return sorted[Math.round(Math.min(1, Math.max(0, rank)) * (sorted.length - 1))];
}

function smaller(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
