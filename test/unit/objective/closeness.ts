// Comparison of gradients: the largest difference against the largest expected element.
import { expect } from 'vitest';
import type { Rows } from './loss-settings';

/** Fails where an element differs by more than `tolerance` of the largest, or of `least`. */
export function expectGradient(actual: Rows, expected: Rows, tolerance: number, least = 0): void {
  const scale = Math.max(least, ...expected.flat().map(Math.abs));
  const difference = Math.max(
    ...expected.flatMap((row, i) => row.map((value, k) => Math.abs(actual[i][k] - value))),
  );
  expect(difference / (scale || 1)).toBeLessThanOrEqual(tolerance);
}

export function expectFinite(actual: Rows): void {
  expect(actual.flat().filter((value) => !Number.isFinite(value))).toEqual([]);
}
