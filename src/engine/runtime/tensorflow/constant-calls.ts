// Calls whose operands never change: made once, before the first run.
import type { KernelCall, KernelConstant, Value } from './kernel';

interface Divided {
  readonly once: readonly KernelCall[];
  readonly always: readonly KernelCall[];
}

/** Their results would be kept, and are large for what they say. */
const repeating = new Set(['Fill', 'BroadcastTo']);

export function divideCalls(
  calls: readonly KernelCall[],
  constants: readonly KernelConstant[],
): Divided {
  const known = new Set<Value>(constants.map(({ value }) => value));
  const [once, always]: [KernelCall[], KernelCall[]] = [[], []];
  for (const call of calls) {
    const isConstant =
      !repeating.has(call.kernel) && call.inputs.every((value) => known.has(value));
    (isConstant ? once : always).push(call);
    if (isConstant) for (const value of call.outputs) known.add(value);
  }
  return { once, always };
}
