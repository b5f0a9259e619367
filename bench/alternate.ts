// Measures two sides in turn, so that a machine whose speed drifts treats both alike.
import { setTimeout as pause } from 'node:timers/promises';

/** One measurement, in milliseconds or in things per second. */
export type Measure = () => Promise<number>;

/** Medians over the rounds. */
export interface Duel {
  readonly ours: number;
  /** Missing where the other side is not installed. */
  readonly theirs?: number;
  /** Of ours / theirs, round by round. */
  readonly ratio?: Spread;
}

/** A median between its quartiles. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Threads that wait busily for more work have gone to sleep by then. */
const SETTLE_MS = 30;

/** Ours, theirs, ours, theirs … */
export async function alternate(rounds: number, ours: Measure, theirs?: Measure): Promise<Duel> {
  const [our, their] = await inTurn(rounds, theirs ? [ours, theirs] : [ours]);
  if (!theirs) return { ours: median(our) };
  return { ours: median(our), theirs: median(their), ratio: ratioOf(our, their) };
}

/** The measurements of each, round by round. */
export async function inTurn(rounds: number, measures: readonly Measure[]): Promise<number[][]> {
  const values: number[][] = measures.map(() => []);
  for (let i = 0; i < rounds; i++) {
    for (const [k, measure] of measures.entries()) values[k].push(await settled(measure));
  }
  return values;
}

/** Of two that were measured in turn. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Spread {
  return spread(ours.map((value, i) => value / theirs[i]));
}

async function settled(measure: Measure): Promise<number> {
  await pause(SETTLE_MS);
  return measure();
}

function spread(values: readonly number[]): Spread {
  return {
    median: median(values),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
  };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Between the two nearest values in proportion. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
