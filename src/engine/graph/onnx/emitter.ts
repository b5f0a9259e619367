// Collects the ONNX nodes and constants of one model while its graph is lowered.
import type { OperationName } from '../operations';
import type { DataType, HostArray, Shape, Tensor } from '../tensor';
import { INT32, type OnnxAttribute, type OnnxInitializer, type OnnxNode } from './protobuf';

/**
 * Writes one operation as ONNX nodes: `inputs` are the names of its operands, the last node must
 * write to `output`.
 */
export type Lowering<O extends OperationName> = (
  node: Tensor<O>,
  inputs: readonly string[],
  emitter: Emitter,
  output: string,
) => void;

export class Emitter {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxInitializer[] = [];
  /** For which tensor a value was written, by the value's name. */
  readonly origins = new Map<string, Tensor>();
  /** What is being lowered. */
  origin: Tensor | undefined;
  private readonly made = new Map<string, string>();
  private names = 0;

  /** `anyBatch`: the model must serve other sizes of the first axis than the graph was built for. */
  constructor(readonly anyBatch = false) {}

  /** Adds a node with one result and returns that result's name. */
  emit(
    type: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    output = this.freshName(),
  ): string {
    this.emitMany(type, inputs, attributes, [output]);
    return output;
  }

  /** Adds a node with several results. */
  emitMany(
    type: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>>,
    outputs: readonly string[],
  ): void {
    this.nodes.push({ type, inputs, outputs, attributes });
    if (this.origin) for (const name of outputs) this.origins.set(name, this.origin);
  }

  /** A constant; equal small ones are written once. */
  initializer(data: HostArray, shape: Shape, dtype: DataType): string {
    const write = (): string => {
      const name = this.freshName();
      this.initializers.push({ name, dtype, shape, data });
      return name;
    };
    if (data.length > 16) return write();
    return this.once(`constant ${dtype} ${shape.join(',')}: ${bytesOf(data)}`, write);
  }

  /** What `make` adds, once for each key: later callers take the same name. */
  once(key: string, make: () => string): string {
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const name = make();
    this.made.set(key, name);
    return name;
  }

  /** A vector of whole numbers: a shape, axes, starts and ends. */
  integers(values: readonly number[]): string {
    return this.initializer(BigInt64Array.from(values, BigInt), [values.length], 'int64');
  }

  float(value: number): string {
    return this.initializer(Float32Array.of(value), [], 'float32');
  }

  freshName(): string {
    return `#${this.names++}`;
  }
}

/**
 * Whole numbers of 32 bits, which WebGPU expands and compares where it leaves 64 bits to the CPU.
 * Indices and labels fit.
 */
export function narrow(emitter: Emitter, integers: string): string {
  return emitter.emit('Cast', [integers], { to: INT32 });
}

/** By bits, for 0 and −0 are different. */
function bytesOf(data: HostArray): string {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).join(',');
}
