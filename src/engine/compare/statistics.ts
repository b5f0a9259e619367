// Mean and spread of a metric over seeds.

export interface Spread {
  readonly mean: number;
  /** Of a sample, divided by n − 1; missing for a single value. */
  readonly deviation?: number;
  readonly count: number;
}

/** Of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  const count = values.length;
  const mean = sum(values) / count;
  if (count < 2) return { mean, count };
  const squares = sum(values.map((value) => (value - mean) ** 2));
  return { mean, deviation: Math.sqrt(squares / (count - 1)), count };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
