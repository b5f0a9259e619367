// Rows of samples that are vectors, kept for drawing. What is asked for within one turn goes to the
// host as one request; the least recently used are forgotten.
import { signal } from '@preact/signals';
import { host } from '../requests';

const KEPT = 600;

/** Rises when rows have come. */
const arrivals = signal(0);
/** Oldest use first; a row that cannot be had is empty. */
const kept = new Map<number, Float32Array>();
const asked = new Set<number>();
let wanted: number[] = [];

/** A sample's values; one that is missing is asked for. Undefined: not here yet. */
export function vector(index: number): Float32Array | undefined {
  const found = arrivals.value >= 0 ? kept.get(index) : undefined;
  if (found) {
    kept.delete(index);
    kept.set(index, found);
  } else if (!asked.has(index)) want(index);
  return found;
}

function want(index: number): void {
  asked.add(index);
  if (wanted.length === 0) queueMicrotask(() => void askAll());
  wanted.push(index);
}

async function askAll(): Promise<void> {
  const indices = wanted;
  wanted = [];
  const rows = await host.request('vectors', { indices }).catch(() => []);
  indices.forEach((index, i) => {
    asked.delete(index);
    kept.set(index, rows.at(i) ?? new Float32Array());
  });
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT)))
    kept.delete(oldest);
  arrivals.value++;
}
