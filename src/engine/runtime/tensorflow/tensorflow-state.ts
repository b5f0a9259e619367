// State of TensorFlow: variables on its device, each with the order in which its axes lie.
import { sizeOf } from '../../graph/shape';
import type { DataType, HostArray, Shape } from '../../graph/tensor';
import type { State, StateValue } from '../runtime';
import type { Device, Handle } from './device';
import { sameOrder, type Order } from './order';

interface Variable {
  readonly handle: Handle;
  readonly shape: Shape;
  readonly dtype: DataType;
  order: Order | undefined;
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
      const handle = device.makeVariable(`${name}#${made++}`, dtype, shape, undefined);
      this.variables.set(name, { handle, shape, dtype, order: undefined });
      this.assign(name, data);
    }
  }

  get names(): readonly string[] {
    return [...this.variables.keys()];
  }

  get(name: string): Variable | undefined {
    return this.variables.get(name);
  }

  read(name: string): Promise<HostArray> {
    const { handle, shape, dtype, order } = this.must(name);
    const plain = this.device.reorder(
      this.device.readVariable(handle, dtype),
      shape,
      order,
      undefined,
    );
    try {
      return Promise.resolve(this.device.download(plain, dtype));
    } finally {
      this.device.delete(plain);
    }
  }

  write(name: string, data: HostArray): void {
    const { shape } = this.must(name);
    if (data.length !== sizeOf(shape))
      throw new Error(`state ${name} holds ${sizeOf(shape)} values, not ${data.length}`);
    this.assign(name, data);
  }

  /** Lays a variable's axes as a plan wants them; a plan's updates keep them so. */
  arrange(variable: Variable, order: Order | undefined): void {
    if (sameOrder(variable.order, order)) return;
    const { handle, shape, dtype } = variable;
    const value = this.device.readVariable(handle, dtype);
    const arranged = this.device.reorder(value, shape, variable.order, order);
    this.device.assignVariable(handle, arranged, dtype);
    this.device.delete(arranged);
    variable.order = order;
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
    variable.order = undefined;
  }

  private must(name: string): Variable {
    const variable = this.variables.get(name);
    if (!variable) throw new Error(`there is no state ${name}`);
    return variable;
  }
}

function dtypeOf(data: HostArray): DataType {
  if (data instanceof Float32Array) return 'float32';
  return data instanceof BigInt64Array ? 'int64' : 'uint8';
}
