// Numbers beside an axis: as many decimals as tell its ticks apart.
import { exponential, fixed } from '../numbers';

/** `ticks`: all of the axis. */
export function axisNumber(value: number, ticks: readonly number[]): string {
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : Math.abs(value) || 1;
  if (step < 0.001 && value !== 0) return exponential(value);
  const whole = (decimals: number): boolean => {
    const scaled = step * 10 ** decimals;
    return Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled;
  };
  const decimals = [0, 1, 2, 3].find(whole) ?? 4;
  return fixed(value, value === 0 ? 0 : decimals);
}
