// Rows, what is known of them and how their negatives count: what the engine and the oracle of this
// folder are both given.
import * as v from 'valibot';
import { negativesSection } from '../../../src/engine/config/negatives-section';
import type { RunConfig } from '../../../src/engine/config/run-config';
import type { MixDraws } from '../../../src/engine/negatives/mix-given';
import { Random } from '../../../src/engine/random/random';

export type Matrix = readonly (readonly number[])[];

export interface Situation {
  /** First views, then second ones; of any length. */
  readonly rows: Matrix;
  readonly samples?: readonly number[];
  readonly classes?: readonly number[];
  readonly kin?: readonly (readonly number[])[];
  /** Unit rows. */
  readonly stored?: {
    readonly rows: Matrix;
    readonly kin?: readonly (readonly number[])[];
    readonly classes?: readonly number[];
  };
  readonly negatives: RunConfig['negatives'];
  readonly temperature: number;
  readonly draws?: MixDraws;
}

export type Counting = v.InferInput<typeof negativesSection>;

/** With the defaults of a config filled in; mixing begins at once. */
export function settings(negatives: Counting): RunConfig['negatives'] {
  return v.parse(negativesSection, { mix_after: 0, ...negatives });
}

/** Normal rows whose second views are near the first ones. */
export function pairedRows(samples: number, width: number, name: string): Matrix {
  const random = Random.stream(3, name, samples, width);
  const first = normalRows(random, samples, width);
  const second = first.map((row) => row.map((value) => value + 0.6 * random.normal()));
  return [...first, ...second].map((row) => row.map(Math.fround));
}

export function unitRows(count: number, width: number, name: string): Matrix {
  const random = Random.stream(4, name, count, width);
  return normalRows(random, count, width).map((row) => unit(row).map(Math.fround));
}

export function unit(row: readonly number[]): number[] {
  const length = Math.sqrt(dot(row, row));
  return row.map((value) => (length > 1e-12 ? value / length : value));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0);
}

/** Draws whose ranks lie below `hardest`. */
export function someDraws(
  anchors: number,
  { hardest, pairs, mixed }: { hardest: number; pairs: number; mixed: number },
): MixDraws {
  const random = Random.stream(5, 'draws', anchors);
  const each = <T>(many: number, draw: () => T): T[][] =>
    Array.from({ length: anchors }, () => Array.from({ length: many }, draw));
  return {
    pairs: each(pairs, () => [random.integer(hardest), random.integer(hardest), random.uniform()]),
    anchors: each(mixed, () => [random.integer(hardest), random.uniform(0, 0.5)]),
  };
}

function normalRows(random: Random, count: number, width: number): number[][] {
  return Array.from({ length: count }, () => Array.from({ length: width }, () => random.normal()));
}
