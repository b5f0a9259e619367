// What a program becomes for TensorFlow: a flat list of kernel calls over numbered places, with
// everything known that can be known before it runs.
import { programInputs, programNodes, type Program } from '../../graph/program';
import type { DataType, Shape, Tensor } from '../../graph/tensor';
import { Emitter } from './emitter';
import type { KernelCall, KernelConstant, Value } from './kernel';
import { assignOrders } from './layouts';
import { lower } from './lower';
import type { Order } from './order';
import { Pictures } from './pictures';
import { Placement } from './placement';

export interface PlannedCall extends KernelCall {
  /** Places that no later call reads. */
  readonly done: readonly Value[];
}

export interface PlannedInput {
  readonly name: string;
  readonly node: Tensor<'input'>;
  readonly value: Value;
  readonly order: Order | undefined;
  /** Whether a call or a result reads it. */
  readonly isRead: boolean;
}

interface PlannedOutput {
  readonly name: string;
  readonly value: Value;
  readonly dtype: DataType;
}

interface PlannedUpdate {
  readonly name: string;
  readonly value: Value;
  readonly shape: Shape;
  readonly dtype: DataType;
  readonly order: Order | undefined;
}

export interface Plan {
  /** How many there are. */
  readonly places: number;
  readonly constants: readonly KernelConstant[];
  readonly inputs: readonly PlannedInput[];
  readonly calls: readonly PlannedCall[];
  readonly outputs: readonly PlannedOutput[];
  readonly updates: readonly PlannedUpdate[];
}

export function planProgram(program: Program, device: 'cpu' | 'gpu'): Plan {
  const emitter = new Emitter();
  const pictures = new Pictures(device);
  const placement = new Placement(emitter, pictures, assignOrders(program, pictures));
  for (const node of programNodes(program)) placement.set(node, lower(node, placement));
  const inputs = programInputs(program);
  const outputs = Object.entries(program.outputs).map(([name, node]) =>
    plannedOutput(name, node, placement),
  );
  const updates = Object.entries(program.updates ?? {}).map(([name, node]) =>
    plannedUpdate(name, node, inputs.get(name) ?? node, placement),
  );
  const results = [...outputs, ...updates].map(({ value }) => value);
  const calls = withoutUnused(emitter.calls, results);
  const read = new Set([...calls.flatMap(({ inputs: operands }) => operands), ...results]);
  return {
    places: emitter.count,
    constants: emitter.constants.filter(({ value }) => read.has(value)),
    inputs: [...inputs].map(([name, node]) => {
      const { value, order } = placement.get(node);
      return { name, node, value, order, isRead: read.has(value) };
    }),
    calls: withLastUses(calls, new Set([...results, ...emitter.constants.map((c) => c.value)])),
    outputs,
    updates,
  };
}

function plannedOutput(name: string, node: Tensor, placement: Placement): PlannedOutput {
  const value = placement.value(node);
  if (node.dtype !== 'uint8') return { name, value, dtype: node.dtype };
  // The addon reads no bytes back.
  const wide = placement.emitter.emit('Cast', [value], { DstT: { type: 'int32' } });
  return { name, value: wide, dtype: node.dtype };
}

/** The next value lies as the state does, so that a run finds it as it wants it. */
function plannedUpdate(
  name: string,
  node: Tensor,
  state: Tensor,
  placement: Placement,
): PlannedUpdate {
  const { order } = placement.get(state);
  const { shape, dtype } = node;
  return {
    name,
    value: owned(placement.value(node, order), placement.emitter),
    shape,
    dtype,
    order,
  };
}

/** Kernels whose result may share its operand's memory. */
const sharing = new Set(['Reshape', 'Slice', 'StridedSlice', 'BroadcastTo']);

/** A state must own its memory: what was fed belongs to the caller. */
function owned(value: Value, emitter: Emitter): Value {
  let source = value;
  for (;;) {
    const call = emitter.calls.find(({ outputs }) => outputs.includes(source));
    if (!call) return emitter.emit('DeepCopy', [value]);
    if (!sharing.has(call.kernel)) return value;
    [source] = call.inputs;
  }
}

/** Only the calls on which the results depend. */
function withoutUnused(calls: readonly KernelCall[], results: readonly Value[]): KernelCall[] {
  const wanted = new Set(results);
  const kept = [...calls].reverse().filter(({ inputs, outputs }) => {
    if (!outputs.some((value) => wanted.has(value))) return false;
    for (const value of inputs) wanted.add(value);
    return true;
  });
  return kept.reverse();
}

/** Says of each call what nothing reads after it; what is in `kept` stays. */
function withLastUses(calls: readonly KernelCall[], kept: ReadonlySet<Value>): PlannedCall[] {
  const seen = new Set(kept);
  const planned = [...calls].reverse().map((call) => {
    const done = [...new Set([...call.inputs, ...call.outputs])].filter(
      (value) => !seen.has(value),
    );
    for (const value of done) seen.add(value);
    return { ...call, done };
  });
  return planned.reverse();
}
