// State of TensorFlow: variables on its device, each with the order in which its axes lie.
import { sizeOf } from '../../graph/shape';
import type { HostType, HostArray, Shape } from '../../graph/tensor';
import type { State, StateValue } from '../runtime';
import type { Device, Handle } from './device';
import { plainForm, sameForm, type Form } from './order';

interface Variable {
  readonly handle: Handle;
  readonly shape: Shape;
  readonly dtype: HostType;
  form: Form;
}

/** Variables of one process have names of their own. */
let made = 0;

export class TensorFlowState implements State {
  private readonly variables = new Map<string, Variable>();

  constructor(
    private readonly device: Device,
    values: Readonly<Record<string, StateValue>>,
  ) {
    for (const [name, { data, shape }] of Object.entries(values)) {
      const dtype = dtypeOf(data);
      const handle = device.makeVariable(`${name}#${made++}`, dtype, shape);
      this.variables.set(name, { handle, shape, dtype, form: plainForm });
      this.assign(name, data);
    }
  }

  get names(): readonly string[] {
    return [...this.variables.keys()];
  }

  get(name: string): Variable | undefined {
    return this.variables.get(name);
  }

  /**
   * What lies in another form is laid plainly and stays so until a run wants it otherwise: whoever
   * goes on from what was read, here or elsewhere, goes on from the same bits.
   */
  read(name: string): Promise<HostArray> {
    const variable = this.must(name);
    this.arrange(variable, plainForm);
    const { handle, dtype } = variable;
    const value = this.device.readVariable(handle, dtype);
    try {
      return Promise.resolve(this.device.download(value, dtype));
    } finally {
      this.device.delete(value);
    }
  }

  write(name: string, data: HostArray): void {
    const { shape } = this.must(name);
    if (data.length !== sizeOf(shape))
      throw new Error(`state ${name} holds ${sizeOf(shape)} values, not ${data.length}`);
    this.assign(name, data);
  }

  /** Lays a variable as a plan wants it; the plan's updates keep it so. */
  arrange(variable: Variable, form: Form): void {
    if (sameForm(variable.form, form)) return;
    const { handle, shape, dtype } = variable;
    const value = this.device.readVariable(handle, dtype);
    const arranged = this.device.arrange(value, shape, variable.form, form);
    this.device.assignVariable(handle, arranged, dtype);
    this.device.delete(arranged);
    variable.form = form;
  }

  dispose(): void {
    for (const { handle } of this.variables.values()) this.device.destroyVariable(handle);
    this.variables.clear();
  }

  /** A copy: the device keeps the array, and a kernel may write to it. */
  private assign(name: string, data: HostArray): void {
    const variable = this.must(name);
    const value = this.device.upload(data.slice(), variable.shape, variable.dtype);
    this.device.assignVariable(variable.handle, value, variable.dtype);
    this.device.delete(value);
    variable.form = plainForm;
  }

  private must(name: string): Variable {
    const variable = this.variables.get(name);
    if (!variable) throw new Error(`there is no state ${name}`);
    return variable;
  }
}

function dtypeOf(data: HostArray): HostType {
  if (data instanceof Float32Array) return 'float32';
  return data instanceof BigInt64Array ? 'int64' : 'uint8';
}
