// The value of a state must own its memory: what was fed is the caller's, constants are the plan's.
import type { Emitter } from './emitter';
import type { Value } from './kernel';

/** Kernels whose result may share its operand's memory. */
const sharing = new Set(['Reshape', 'Slice', 'StridedSlice', 'BroadcastTo']);

/** The value itself where a kernel made it, else a copy. */
export function ownedValue(value: Value, emitter: Emitter): Value {
  let source = value;
  for (;;) {
    const call = emitter.calls.find(({ outputs }) => outputs.includes(source));
    if (!call) return emitter.emit('DeepCopy', [value]);
    if (!sharing.has(call.kernel)) return value;
    [source] = call.inputs;
  }
}
