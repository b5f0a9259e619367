// State of ONNX Runtime: its own tensors, on the host or in device buffers, replaced by every run.
import * as ort from './library';
import type { HostType, HostArray } from '../graph/tensor';
import { DeviceReader } from './device-reader';
import type { State, StateValue } from './runtime';

export class OnnxState implements State {
  private readonly tensors = new Map<string, ort.Tensor>();
  private readonly reader = new DeviceReader();

  constructor(values: Readonly<Record<string, StateValue>>) {
    for (const [name, { data, shape }] of Object.entries(values)) {
      // A copy: the caller's array may change while the device still reads.
      this.tensors.set(name, onnxTensor(data.slice(), shape));
    }
  }

  get names(): readonly string[] {
    return [...this.tensors.keys()];
  }

  get(name: string): ort.Tensor | undefined {
    return this.tensors.get(name);
  }

  async read(name: string): Promise<HostArray> {
    const tensor = this.must(name);
    if (tensor.location === 'gpu-buffer') return this.reader.read(tensor);
    return (tensor.data as HostArray).slice();
  }

  write(name: string, data: HostArray): void {
    const old = this.must(name);
    if (data.length !== old.size)
      throw new Error(`state ${name} holds ${old.size} values, not ${data.length}`);
    this.replace(name, onnxTensor(data.slice(), old.dims));
  }

  /** Takes over a tensor that a run has made. */
  replace(name: string, tensor: ort.Tensor): void {
    const old = this.must(name);
    this.tensors.set(name, tensor);
    old.dispose();
  }

  dispose(): void {
    for (const tensor of this.tensors.values()) tensor.dispose();
    this.tensors.clear();
    this.reader.dispose();
  }

  private must(name: string): ort.Tensor {
    const tensor = this.tensors.get(name);
    if (!tensor) throw new Error(`there is no state ${name}`);
    return tensor;
  }
}

function onnxTensor(data: HostArray, shape: readonly number[]): ort.Tensor {
  return new ort.Tensor(dtypeOf(data), data as Float32Array, [...shape]);
}

function dtypeOf(data: HostArray): HostType {
  if (data instanceof Float32Array) return 'float32';
  return data instanceof BigInt64Array ? 'int64' : 'uint8';
}
