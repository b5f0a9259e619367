// Which of several values is the best, where that can be said at all.
import type { Curve } from '../shared/curves/curves';

interface Value {
  readonly value: number | undefined;
  /** Labelled rows that an accuracy is of. */
  readonly tested: number | undefined;
}

/**
 * The place of the best value. Undefined where there is only one, where values cannot be compared (a
 * loss), where two are equal, and where accuracies lie within chance: nearer than two standard errors
 * of a difference of shares, √(2 p (1 − p) / n).
 */
export function winner({ metric, better }: Curve, values: readonly Value[]): number | undefined {
  if (metric === 'loss' || better === undefined) return undefined;
  const sign = better === 'higher' ? 1 : -1;
  const order = values
    .flatMap(({ value, tested }, place) => (value === undefined ? [] : [{ value, tested, place }]))
    .sort((a, b) => sign * (b.value - a.value));
  const [first, second] = [order.at(0), order.at(1)];
  if (!first || !second) return undefined;
  const ahead = Math.abs(first.value - second.value);
  return ahead > chance(metric, first) ? first.place : undefined;
}

/** Two standard errors; 0 for what is no accuracy of a known number of rows. */
export function chance(metric: string, { value, tested }: Value): number {
  if (!metric.endsWith('_top1') || value === undefined || !tested) return 0;
  return 2 * Math.sqrt((2 * value * (1 - value)) / tested);
}
