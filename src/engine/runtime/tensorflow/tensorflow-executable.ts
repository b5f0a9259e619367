// Runs a plan: constants are on the device from the start, everything else from its first use to
// its last.
import type { HostArray, HostType } from '../../graph/tensor';
import { checkFed, checkHeld } from '../input-checks';
import type { Executable, State } from '../runtime';
import type { Device, Handle } from './device';
import type { KernelCall } from './kernel';
import { asError } from './kernel-error';
import type { Plan, PlannedInput } from './plan';
import type { TensorFlowState } from './tensorflow-state';

type Feeds = Readonly<Partial<Record<string, HostArray>>>;

/** The outputs of a run. */
interface Results {
  readonly outputs: readonly {
    readonly name: string;
    readonly dtype: HostType;
    readonly at: Handle;
  }[];
  /** The tensors among them that are nobody else's. */
  readonly own: readonly Handle[];
}

/** Of a place that holds nothing. */
const EMPTY: Handle = -1;

export class TensorFlowExecutable implements Executable {
  /** The tensor in each place of the plan. */
  private readonly places: Handle[];
  /** Whether a run leaves alone what is in the place: constants, and the state's variables. */
  private readonly isLasting: boolean[];
  /** Names of the states that a run changes. */
  private readonly changed: readonly string[];
  private readonly unread = new Set<Results>();
  readonly enqueue?: NonNullable<Executable['enqueue']>;

  /** `isAhead`: kernels return before they have computed, as on a graphics card. */
  constructor(
    private readonly device: Device,
    private readonly plan: Plan,
    isAhead = false,
  ) {
    if (isAhead)
      this.enqueue = (feeds, state) =>
        settled(() => {
          const results = this.begin(feeds, state);
          return () => settled(() => this.read(results));
        });
    this.places = Array.from({ length: plan.places }, () => EMPTY);
    this.isLasting = this.places.map(() => false);
    for (const { value, data, shape, type } of plan.constants) {
      this.places[value] = device.upload(data, shape, type);
      this.isLasting[value] = true;
    }
    for (const call of plan.preparation) {
      this.call(call);
      for (const value of call.outputs) this.isLasting[value] = true;
    }
    const inPlace = plan.inputs.filter(({ variable }) => variable !== undefined);
    for (const { variable } of inPlace) this.isLasting[variable!] = true;
    this.changed = [...plan.updates, ...inPlace].map(({ name }) => name);
  }

  run(feeds: Feeds, state?: State): Promise<Record<string, HostArray>> {
    return settled(() => this.read(this.begin(feeds, state)));
  }

  dispose(): Promise<void> {
    for (const results of this.unread) this.giveBack(results);
    const { constants, preparation } = this.plan;
    const lasting = [
      ...constants.map(({ value }) => value),
      ...preparation.flatMap(({ outputs }) => outputs),
    ];
    for (const value of lasting) this.device.delete(this.places[value]);
    this.places.fill(EMPTY);
    return Promise.resolve();
  }

  /** A run up to its outputs, which a graphics card may compute still. */
  private begin(feeds: Feeds, state: State | undefined): Results {
    try {
      this.compute(feeds, state as TensorFlowState | undefined);
      return this.takeOutputs();
    } finally {
      this.clear();
    }
  }

  private compute(feeds: Feeds, state: TensorFlowState | undefined): void {
    for (const name of this.changed) {
      if (!state?.get(name)) throw new Error(`there is no state ${name} to update`);
    }
    for (const input of this.plan.inputs) this.take(input, feeds, state);
    this.callAll();
    for (const { name, value, dtype, form } of this.plan.updates) {
      const variable = state!.get(name)!;
      this.device.assignVariable(variable.handle, this.places[value], dtype);
      variable.form = form;
    }
  }

  /** What is left in its place is no longer the run's. */
  private takeOutputs(): Results {
    const { places, isLasting, plan } = this;
    const outputs = plan.outputs.map(({ value, ...output }) => ({ ...output, at: places[value] }));
    const values = new Set(plan.outputs.map(({ value }) => value));
    const passing = [...values].filter((value) => !isLasting[value]);
    const results = { outputs, own: passing.map((value) => places[value]) };
    for (const value of passing) places[value] = EMPTY;
    this.unread.add(results);
    return results;
  }

  private read(results: Results): Record<string, HostArray> {
    if (!this.unread.has(results)) throw new Error('the outputs were read, or given back');
    try {
      const values = results.outputs.map(({ name, at, dtype }) => [
        name,
        this.device.download(at, dtype),
      ]);
      return Object.fromEntries(values) as Record<string, HostArray>;
    } finally {
      this.giveBack(results);
    }
  }

  private giveBack(results: Results): void {
    this.unread.delete(results);
    for (const handle of results.own) this.device.delete(handle);
  }

  /** Puts an input into its place: what is fed, or the state's value. */
  private take(input: PlannedInput, feeds: Feeds, state: TensorFlowState | undefined): void {
    const { name, node, value, form, isRead, variable } = input;
    const { places, device } = this;
    const fed = feeds[name];
    if (fed) {
      checkFed(node, fed);
      const tensor = device.upload(fed, node.shape, node.dtype);
      places[value] = device.reorder(tensor, node.shape, undefined, form.order);
      return;
    }
    const held = state?.get(name);
    if (!held) throw new Error(`nothing was given for input ${name}`);
    checkHeld(node, held);
    state!.arrange(held, form);
    if (isRead) places[value] = device.readVariable(held.handle, held.dtype);
    if (variable !== undefined) places[variable] = held.handle;
  }

  private callAll(): void {
    const { places, device } = this;
    for (const call of this.plan.calls) {
      this.call(call);
      for (const value of call.done) {
        device.delete(places[value]);
        places[value] = EMPTY;
      }
    }
  }

  private call({ kernel, attributes, inputs, outputs }: KernelCall): void {
    const { places, device } = this;
    const operands = inputs.map((value) => places[value]);
    const results = device.run(kernel, attributes, operands, outputs.length);
    for (let i = 0; i < outputs.length; i++) places[outputs[i]] = results[i].id;
  }

  /** Deletes what a run has left, also one that failed. */
  private clear(): void {
    const { places, isLasting, device } = this;
    for (let value = 0; value < places.length; value++) {
      if (places[value] === EMPTY || isLasting[value]) continue;
      device.delete(places[value]);
      places[value] = EMPTY;
    }
  }
}

/** What work at once gives, as a promise. */
function settled<T>(work: () => T): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(asError(error));
  }
}
