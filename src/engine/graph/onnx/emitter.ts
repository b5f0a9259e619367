// Collects the ONNX nodes and constants of one model while its graph is lowered.
import type { OperationName } from '../operations';
import {
  isNarrow,
  type DataType,
  type HostArray,
  type HostType,
  type Shape,
  type Tensor,
} from '../tensor';
import {
  INT32,
  onnxDataType,
  type OnnxAttribute,
  type OnnxInitializer,
  type OnnxNode,
} from './protobuf';

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

export interface EmitterOptions {
  /** The model must serve other sizes of the first axis than the graph was built for. */
  readonly anyBatch?: boolean;
  /**
   * Floats of 16 bits are tensors of that type; else they are float32 rounded after every operation,
   * which runs where the runtime has no kernels for them.
   */
  readonly nativeNarrow?: boolean;
}

export class Emitter {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxInitializer[] = [];
  /** For which tensor a value was written, by the value's name. */
  readonly origins = new Map<string, Tensor>();
  /** What is being lowered. */
  origin: Tensor | undefined;
  private readonly made = new Map<string, string>();
  private names = 0;

  readonly anyBatch: boolean;
  private readonly nativeNarrow: boolean;

  constructor({ anyBatch = false, nativeNarrow = false }: EmitterOptions = {}) {
    this.anyBatch = anyBatch;
    this.nativeNarrow = nativeNarrow;
  }

  /** The type in which values of `dtype` lie in the model. */
  lyingType(dtype: DataType): DataType {
    return isNarrow(dtype) && !this.nativeNarrow ? 'float32' : dtype;
  }

  /** Whether values of `dtype` must be rounded to be what they are called. */
  rounds(dtype: DataType): boolean {
    return this.lyingType(dtype) !== dtype;
  }

  /** `x` with the values that `dtype` can hold. */
  round(x: string, dtype: DataType, output: string): void {
    const narrowed = this.emit('Cast', [x], { to: onnxDataType(dtype) });
    this.emit('Cast', [narrowed], { to: onnxDataType('float32') }, output);
  }

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
  initializer(data: HostArray, shape: Shape, dtype: HostType): string {
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

  /** A constant for operands of the float type `dtype`. */
  floats(data: Float32Array, shape: Shape, dtype: DataType): string {
    const wide = this.initializer(data, shape, 'float32');
    const type = this.lyingType(dtype);
    if (type === 'float32') return wide;
    return this.once(`${wide} as ${type}`, () =>
      this.emit('Cast', [wide], { to: onnxDataType(type) }),
    );
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
