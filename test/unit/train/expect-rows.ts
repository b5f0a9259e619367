// Matrices that agree as far as float32 can.
import { expect } from 'vitest';
import type { Matrix } from './naive-linear';

export function expectRows(actual: Matrix, expected: Matrix): void {
  expect(actual.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
  const differences = actual.flatMap((row, i) =>
    row.map((value, j) => Math.abs(value - expected[i][j])),
  );
  expect(Math.max(...differences)).toBeLessThan(2e-6);
}
