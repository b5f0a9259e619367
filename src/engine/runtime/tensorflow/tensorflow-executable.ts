// Runs a plan: constants are on the device from the start, everything else from its first use to
// its last.
import type { HostArray } from '../../graph/tensor';
import { checkFed, checkHeld } from '../input-checks';
import type { Executable, State } from '../runtime';
import type { Device, Handle } from './device';
import type { KernelCall } from './kernel';
import { asError } from './kernel-error';
import type { Plan, PlannedInput } from './plan';
import type { TensorFlowState } from './tensorflow-state';

type Feeds = Readonly<Partial<Record<string, HostArray>>>;

/** Of a place that holds nothing. */
const EMPTY: Handle = -1;

export class TensorFlowExecutable implements Executable {
  /** The tensor in each place of the plan. */
  private readonly places: Handle[];
  /** Whether a run leaves alone what is in the place: constants, and the state's variables. */
  private readonly isLasting: boolean[];
  /** Names of the states that a run changes. */
  private readonly changed: readonly string[];

  constructor(
    private readonly device: Device,
    private readonly plan: Plan,
  ) {
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
    try {
      return Promise.resolve(this.runNow(feeds, state as TensorFlowState | undefined));
    } catch (error) {
      return Promise.reject(asError(error));
    } finally {
      this.clear();
    }
  }

  dispose(): Promise<void> {
    const { constants, preparation } = this.plan;
    const lasting = [
      ...constants.map(({ value }) => value),
      ...preparation.flatMap(({ outputs }) => outputs),
    ];
    for (const value of lasting) this.device.delete(this.places[value]);
    this.places.fill(EMPTY);
    return Promise.resolve();
  }

  private runNow(feeds: Feeds, state: TensorFlowState | undefined): Record<string, HostArray> {
    for (const name of this.changed) {
      if (!state?.get(name)) throw new Error(`there is no state ${name} to update`);
    }
    for (const input of this.plan.inputs) this.take(input, feeds, state);
    this.callAll();
    const results = this.plan.outputs.map(({ name, value, dtype }) => [
      name,
      this.device.download(this.places[value], dtype),
    ]);
    for (const { name, value, dtype, form } of this.plan.updates) {
      const variable = state!.get(name)!;
      this.device.assignVariable(variable.handle, this.places[value], dtype);
      variable.form = form;
    }
    return Object.fromEntries(results) as Record<string, HostArray>;
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
