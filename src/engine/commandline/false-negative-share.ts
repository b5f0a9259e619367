// The true share of negatives that are of their anchor's class: what τ⁺ stands for.
import type { GivenRows } from './given-rows';
import { takesClasses, type GivenSettings } from './given-settings';

/** Undefined where no classes were given, or rows of a class are no negatives. */
export function falseNegativeShare(
  { given, plain }: GivenRows,
  { objective, negatives }: GivenSettings,
): number | undefined {
  if (!given || takesClasses(objective) || negatives.exclude.includes('label')) return undefined;
  const samples = given.rows.subarray(0, given.rows.length / (plain.twins ? 2 : 1));
  if (!plain.stored) return amongSamples(samples);
  return given.queue && againstQueue(samples, given.queue);
}

function amongSamples(classes: Int32Array): number {
  const same = [...sizesOf(classes).values()].reduce((sum, size) => sum + size * (size - 1), 0);
  return same / (classes.length * (classes.length - 1));
}

function againstQueue(classes: Int32Array, queue: Int32Array): number {
  const sizes = sizesOf(queue);
  const same = classes.reduce((sum, label) => sum + (sizes.get(label) ?? 0), 0);
  return same / (classes.length * queue.length);
}

function sizesOf(classes: Int32Array): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const label of classes) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return sizes;
}
