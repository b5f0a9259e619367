// A vector as bars around a line through zero.

/** More bars than this are drawn as means of neighbours. */
const MOST_BARS = 56;

/** Heights of the bars, −1 … 1: means of neighbouring values over the largest magnitude. */
export function vectorBars(values: Float32Array): readonly number[] {
  const together = Math.max(1, Math.ceil(values.length / MOST_BARS));
  const means = Array.from({ length: Math.ceil(values.length / together) }, (_, i) => {
    const part = values.subarray(i * together, (i + 1) * together);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  const largest = means.reduce((most, mean) => Math.max(most, Math.abs(mean)), 0);
  return means.map((mean) => (largest > 0 ? mean / largest : 0));
}

/** One outline of all bars in a field of `width` × 2, the line through zero at 1. */
export function barsPath(bars: readonly number[]): string {
  return bars.map((bar, i) => `M${i + 0.15} 1h.7V${(1 - bar).toFixed(3)}h-.7Z`).join('');
}
