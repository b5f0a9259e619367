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
  const [our, their]: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    our.push(await settled(ours));
    if (theirs) their.push(await settled(theirs));
  }
  if (!theirs) return { ours: median(our) };
  const ratio = spread(our.map((value, i) => value / their[i]));
  return { ours: median(our), theirs: median(their), ratio };
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
