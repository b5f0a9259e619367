// Which triplets of an anchor count. Negatives come in order of distance, so those that count with
// a positive are neighbours.
import type { RunConfig } from '../config/run-config';

type Settings = Extract<RunConfig['objective'], { name: 'triplet' }>;

/** What float64 cosines leave of the difference of two equal squared distances. */
const ROUNDING = 1e-14;

/** A positive with the negatives from … to − 1. */
export interface MinedTriplets {
  readonly positive: number;
  readonly from: number;
  readonly to: number;
}

/**
 * By the gap g = D⁻ − D⁺, hard: g ≤ 0; semi-hard: 0 < g ≤ margin; easy: g > margin; batch-hard: the
 * farthest positive with the nearest negative; distance-weighted: as `drawn`, −1 for none.
 */
export function minedTriplets(
  near: Float64Array,
  far: Float64Array,
  { mining, margin, distance: kind }: Settings,
  drawn: Int32Array,
): MinedTriplets[] {
  if (mining === 'distance-weighted')
    return Array.from(drawn, (n, positive) => ({ positive, from: n, to: n + 1 })).filter(
      ({ from }) => from >= 0,
    );
  if (mining === 'batch-hard')
    return near.length > 0 && far.length > 0 ? [{ positive: farthest(near), from: 0, to: 1 }] : [];
  return Array.from(near, (distance, positive) => {
    const [level, beyond] = [
      countUpTo(far, distance, kind),
      countUpTo(far, distance + margin, kind),
    ];
    const [from, to] = {
      all: [0, far.length],
      hard: [0, level],
      'semi-hard': [level, beyond],
      easy: [beyond, far.length],
    }[mining];
    return { positive, from, to };
  });
}

function farthest(distances: Float64Array): number {
  return distances.reduce((best, distance, i) => (distance > distances[best] ? i : best), 0);
}

/** How many of ascending distances are up to a bound, or equal to it but for rounding. */
function countUpTo(distances: Float64Array, bound: number, kind: Settings['distance']): number {
  const most = beside(bound, kind, ROUNDING);
  return countWhile(distances, (value) => value <= most);
}

/** How many of ascending distances are below a bound, and not equal to it but for rounding. */
export function countBelow(
  distances: Float64Array,
  bound: number,
  kind: Settings['distance'],
): number {
  const least = beside(bound, kind, -ROUNDING);
  return countWhile(distances, (value) => value < least);
}

/** A distance whose square is `by` more. */
function beside(distance: number, kind: Settings['distance'], by: number): number {
  return kind === 'squared' ? distance + by : Math.sqrt(Math.max(0, distance ** 2 + by));
}

/** By bisection: `holds` is true of the first values and false of the rest. */
function countWhile(values: Float64Array, holds: (value: number) => boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(values[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}
