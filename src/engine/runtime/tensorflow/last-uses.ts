// Which calls of a plan are needed, and what no later call reads.
import type { KernelCall, Value } from './kernel';

export interface PlannedCall extends KernelCall {
  /** Places that no later call reads. */
  readonly done: readonly Value[];
}

/** Only the calls on which the results depend. */
export function withoutUnused(
  calls: readonly KernelCall[],
  results: readonly Value[],
): readonly KernelCall[] {
  const wanted = new Set(results);
  const kept = [...calls].reverse().filter(({ inputs, outputs }) => {
    if (!outputs.some((value) => wanted.has(value))) return false;
    for (const value of inputs) wanted.add(value);
    return true;
  });
  return kept.reverse();
}

/** Says of each call what nothing reads after it; what is in `kept` stays. */
export function withLastUses(
  calls: readonly KernelCall[],
  kept: ReadonlySet<Value>,
): readonly PlannedCall[] {
  const seen = new Set(kept);
  const planned = [...calls].reverse().map((call) => {
    const places = new Set([...call.inputs, ...call.outputs]);
    const done = [...places].filter((value) => !seen.has(value));
    for (const value of done) seen.add(value);
    return { ...call, done };
  });
  return planned.reverse();
}
