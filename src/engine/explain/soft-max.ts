// Sums of exponentials in the log domain.

/** log Σⱼ exp(scale · xⱼ); −∞ of nothing. */
export function logSumExp(x: Float64Array, scale: number): number {
  let max = -Infinity;
  for (const value of x) max = Math.max(max, scale * value);
  if (max === -Infinity) return max;
  let sum = 0;
  for (const value of x) sum += Math.exp(scale * value - max);
  return max + Math.log(sum);
}

/** exp(scale · xⱼ) / Σ exp(scale · x). */
export function softMax(x: Float64Array, scale: number): Float64Array {
  const logSum = logSumExp(x, scale);
  return x.map((value) => Math.exp(scale * value - logSum));
}

/** log(1 + eˣ). */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** 1 / (1 + e⁻ˣ), the slope of softplus. */
export function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}
