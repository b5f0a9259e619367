// What a program becomes for TensorFlow: a flat list of kernel calls over numbered places, with
// everything known that can be known before it runs.
import { programInputs, programNodes, type Program } from '../../graph/program';
import { hostType, type HostType, type Tensor } from '../../graph/tensor';
import { adamUpdates } from './adam-pattern';
import { divideCalls } from './constant-calls';
import { Emitter } from './emitter';
import type { KernelCall, KernelConstant, Value } from './kernel';
import { withLastUses, withoutUnused, type PlannedCall } from './last-uses';
import { assignOrders } from './layouts';
import { lower } from './lower';
import { lowerAdam } from './lower-adam';
import type { Form } from './order';
import { ownedValue } from './owned-value';
import { Pictures } from './pictures';
import { Placement } from './placement';

export interface PlannedInput {
  readonly name: string;
  readonly node: Tensor<'input'>;
  readonly value: Value;
  /** Where a state holds it: how it lies there. */
  readonly form: Form;
  /** Whether a call or a result reads it. */
  readonly isRead: boolean;
  /** The place for its variable, where a call changes that. */
  readonly variable: Value | undefined;
}

interface PlannedOutput {
  readonly name: string;
  readonly value: Value;
  readonly dtype: HostType;
}

interface PlannedUpdate extends PlannedOutput {
  readonly form: Form;
}

export interface Plan {
  /** How many there are. */
  readonly places: number;
  readonly constants: readonly KernelConstant[];
  readonly inputs: readonly PlannedInput[];
  /** Made once: their results stay. */
  readonly preparation: readonly KernelCall[];
  readonly calls: readonly PlannedCall[];
  readonly outputs: readonly PlannedOutput[];
  readonly updates: readonly PlannedUpdate[];
  /** For which tensor of the program a call fills a place. */
  readonly origins: ReadonlyMap<Value, Tensor>;
}

export function planProgram(program: Program, device: 'cpu' | 'gpu'): Plan {
  const emitter = new Emitter();
  const pictures = new Pictures(device);
  const nodes = programNodes(program);
  const placement = new Placement(emitter, pictures, assignOrders(program, pictures), nodes);
  for (const node of nodes) {
    emitter.origin = node;
    placement.set(node, lower(node, placement));
  }
  emitter.origin = undefined;
  const variables = lowerUpdatesInPlace(program, placement);
  const outputs = Object.entries(program.outputs).map(([name, node]) => {
    return { name, value: placement.value(node), dtype: hostType(node.dtype) };
  });
  const updates = plannedUpdates(program, variables, placement);
  const results = [...outputs, ...updates].map(({ value }) => value);
  const ends = [...results, ...emitter.effects.flatMap(({ inputs }) => inputs)];
  const needed = withoutUnused(emitter.calls, ends);
  const { once, always } = divideCalls(needed, emitter.constants);
  const read = new Set([...needed, ...emitter.effects].flatMap(({ inputs }) => inputs));
  for (const value of results) read.add(value);
  const lasting = [
    ...[...emitter.constants, ...variables.values()].map(({ value }) => value),
    ...once.flatMap((call) => call.outputs),
  ];
  return {
    places: emitter.count,
    constants: emitter.constants.filter(({ value }) => read.has(value)),
    inputs: [...programInputs(program)].map(([name, node]) => {
      const { value, order } = placement.get(node);
      const { form = { order, scale: 1 }, value: variable } = variables.get(node) ?? {};
      return { name, node, value, form, isRead: read.has(value), variable };
    }),
    preparation: once,
    calls: withLastUses([...always, ...emitter.effects], new Set([...results, ...lasting])),
    outputs,
    updates,
    origins: emitter.origins,
  };
}

type Variables = ReadonlyMap<Tensor, { readonly value: Value; readonly form: Form }>;

/** The updates that kernels make in place, and the variables that these change. */
function lowerUpdatesInPlace(program: Program, placement: Placement): Variables {
  const variables = new Map<Tensor, { value: Value; form: Form }>();
  for (const update of adamUpdates(program)) {
    lowerAdam(update, placement, (input, form) => {
      const value = placement.emitter.fresh();
      variables.set(input, { value, form });
      return value;
    });
  }
  return variables;
}

/** The next values lie as the state does, so that the next run finds it as it wants it. */
function plannedUpdates(
  program: Program,
  variables: Variables,
  placement: Placement,
): PlannedUpdate[] {
  const inputs = programInputs(program);
  return Object.entries(program.updates ?? {}).flatMap(([name, node]) => {
    const state = inputs.get(name);
    if (state && variables.has(state)) return [];
    const { order } = placement.get(state ?? node);
    const value = ownedValue(placement.value(node, order), placement.emitter);
    return [{ name, value, dtype: hostType(node.dtype), form: { order, scale: 1 } }];
  });
}
