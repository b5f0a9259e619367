// Rows that `loss` and `explain` are tested on, and cosines between them.
import { writeFileSync } from 'node:fs';
import { encodeNpy } from '../../../src/engine/dataset/write-npy';
import { Random } from '../../../src/engine/random/random';

export type Matrix = readonly (readonly number[])[];

/** Normal rows of float32 numbers. */
export function normalRows(count: number, width: number, name: string): Matrix {
  const random = Random.stream(4, name);
  return Array.from({ length: count }, () =>
    Array.from({ length: width }, () => Math.fround(random.normal())),
  );
}

export function writeRows(file: string, rows: Matrix): void {
  writeFileSync(file, encodeNpy([rows.length, rows[0].length], Float32Array.from(rows.flat())));
}

export function writeNumbers(file: string, numbers: readonly number[]): void {
  writeFileSync(file, encodeNpy([numbers.length], Int32Array.from(numbers)));
}

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, k) => sum + x * b[k], 0);

export const unit = (row: readonly number[]): number[] =>
  row.map((x) => x / Math.sqrt(dot(row, row)));

export const cosine = (a: readonly number[], b: readonly number[]): number => dot(unit(a), unit(b));

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
