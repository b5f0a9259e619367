// Which triplets of an anchor count. Negatives come in order of distance, so those that count with
// a positive are neighbours.
import type { RunConfig } from '../config/run-config';

type Settings = Extract<RunConfig['objective'], { name: 'triplet' }>;

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
  { mining, margin }: Settings,
  drawn: Int32Array,
): MinedTriplets[] {
  if (mining === 'distance-weighted')
    return Array.from(drawn, (n, positive) => ({ positive, from: n, to: n + 1 })).filter(
      ({ from }) => from >= 0,
    );
  if (mining === 'batch-hard')
    return near.length > 0 && far.length > 0 ? [{ positive: farthest(near), from: 0, to: 1 }] : [];
  return Array.from(near, (distance, positive) => {
    const [level, beyond] = [countUpTo(far, distance), countUpTo(far, distance + margin)];
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

/** How many of ascending values are below x. */
export const countBelow = (values: Float64Array, x: number): number =>
  countWhile(values, (value) => value < x);

const countUpTo = (values: Float64Array, x: number): number =>
  countWhile(values, (value) => value <= x);

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
