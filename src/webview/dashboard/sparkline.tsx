// A loss by epoch, as wide as the whole training: what is not trained yet stays empty.
import type { JSX } from 'preact';

const WIDTH = 100;
const HEIGHT = 100;

interface SparklineProps {
  readonly values: Float32Array;
  /** How many there will be. */
  readonly length: number;
}

/** Decoration: the row says the best value in words. */
export function Sparkline({ values, length }: SparklineProps): JSX.Element {
  const points = Array.from(values, (value, i) => ({ i, value })).filter(({ value }) =>
    Number.isFinite(value),
  );
  const heights = points.map(({ value }) => value);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const last = Math.max(length, values.length, 2) - 1;
  const path = points.map(({ i, value }, k) => {
    const y = high > low ? (high - value) / (high - low) : 0.5;
    return `${k === 0 ? 'M' : 'L'}${((WIDTH * i) / last).toFixed(1)} ${(HEIGHT * y).toFixed(1)}`;
  });
  return (
    <span class="sparkline" aria-hidden="true">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
        {path.length > 0 && <path d={`${path.join('')}h0`} />}
      </svg>
    </span>
  );
}
