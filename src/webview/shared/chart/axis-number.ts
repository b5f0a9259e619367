// Numbers beside an axis: as many decimals as tell its ticks apart.
import { exponential, fixed } from '../numbers';

/** `ticks`: all of the axis. */
export function axisNumber(value: number, ticks: readonly number[]): string {
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : Math.abs(value) || 1;
  if (step < 0.001 && value !== 0) return exponential(value);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return fixed(value, value === 0 ? 0 : Math.min(3, decimals));
}
