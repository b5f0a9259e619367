// A curve's values by epoch. Rows lie in the order of their epochs; what an epoch did not measure is
// absent or NaN.
import type { Curve } from './curves';

export interface CurvePoint {
  /** From 1. */
  readonly epoch: number;
  readonly value: number;
}

/** One row an epoch: metric -> value. */
export type Rows = readonly Readonly<Record<string, number>>[];

/** The epoch of a row: as it says itself, else by its place. */
export const epochOf = (row: Partial<Rows[number]>, place: number): number =>
  row.epoch ?? place + 1;

/** 0 before the first epoch is done. */
export function newestEpoch(rows: Rows): number {
  const last = rows.at(-1);
  return last === undefined ? 0 : epochOf(last, rows.length - 1);
}

/** The measured ones, rising by epoch. */
export function pointsOf(rows: Rows, metric: string): readonly CurvePoint[] {
  return rows
    .map((row, place) => ({ epoch: epochOf(row, place), value: row[metric] ?? NaN }))
    .filter(({ value }) => Number.isFinite(value));
}

/** What was last measured up to an epoch. */
export const pointAt = (points: readonly CurvePoint[], epoch: number): CurvePoint | undefined =>
  points.findLast((point) => point.epoch <= epoch);

/** Smallest and largest value; a rate begins at 0. */
export function rangeOf(
  points: readonly CurvePoint[],
  metric: string,
): { readonly low: number; readonly high: number } {
  const values = points.map(({ value }) => value);
  const low = metric === 'learning_rate' ? 0 : Math.min(...values);
  return { low, high: Math.max(...values) };
}

/** `from 6.035`, `best 0.760`: what the value at the playhead is to be seen against. */
export function besideValue({ beside, format }: Curve, points: readonly CurvePoint[]): string {
  const values = points.map(({ value }) => value);
  const figure = {
    from: () => values[0],
    best: () => Math.max(...values),
    peak: () => Math.max(...values),
    mean: () => values.reduce((sum, value) => sum + value, 0) / values.length,
  }[beside]();
  return `${beside} ${format(figure)}`;
}
