// Collects the kernel calls and constants of one plan while its graph is lowered.
import { sameShape } from '../../graph/shape';
import type { HostArray, Shape, Tensor } from '../../graph/tensor';
import {
  encodeAttributes,
  type AttributeValue,
  type KernelCall,
  type KernelConstant,
  type KernelType,
  type Value,
} from './kernel';
import { physicalShape, plain, sameSequence, type Order } from './order';

export type Attributes = Readonly<Record<string, AttributeValue>>;

export class Emitter {
  readonly calls: KernelCall[] = [];
  readonly effects: KernelCall[] = [];
  readonly constants: KernelConstant[] = [];
  /** For which tensor a call fills a place. */
  readonly origins = new Map<Value, Tensor>();
  /** What is being lowered. */
  origin: Tensor | undefined;
  private readonly made = new Map<string, readonly Value[]>();
  private readonly shapes = new Map<Value, Shape>();
  private readonly reshaped = new Map<Value, Value>();
  private values = 0;

  /** How many places the plan needs. */
  get count(): number {
    return this.values;
  }

  /** A place that nothing has filled. */
  fresh(): Value {
    return this.values++;
  }

  /** Adds a call with one result; equal calls are made once. */
  emit(kernel: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    return this.emitMany(kernel, inputs, attributes, 1)[0];
  }

  /** Adds a call with several results. */
  emitMany(
    kernel: string,
    inputs: readonly Value[],
    attributes: Attributes,
    count: number,
  ): readonly Value[] {
    return this.once(`${kernel} ${inputs.join()} ${JSON.stringify(attributes)}`, () => {
      const outputs = Array.from({ length: count }, () => this.fresh());
      if (this.origin) for (const value of outputs) this.origins.set(value, this.origin);
      this.calls.push({ kernel, attributes: encodeAttributes(attributes), inputs, outputs });
      return outputs;
    });
  }

  /** Adds a call that changes a variable: it is made after all others, and never left out. */
  effect(kernel: string, inputs: readonly Value[], attributes: Attributes = {}): void {
    this.effects.push({ kernel, attributes: encodeAttributes(attributes), inputs, outputs: [] });
  }

  /** A constant; equal small ones are kept once. */
  constant(data: HostArray | Int32Array, shape: Shape, type: KernelType): Value {
    const make = (): readonly Value[] => {
      const value = this.fresh();
      this.constants.push({ value, type, shape, data });
      return [value];
    };
    if (data.length > 16) return make()[0];
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).join();
    return this.once(`constant ${type} ${shape.join()}: ${bytes}`, make)[0];
  }

  /** A vector of whole numbers: a shape, axes, starts and ends. */
  integers(values: readonly number[]): Value {
    return this.constant(Int32Array.from(values), [values.length], 'int32');
  }

  integer(value: number): Value {
    return this.constant(Int32Array.of(value), [], 'int32');
  }

  float(value: number): Value {
    return this.constant(Float32Array.of(value), [], 'float32');
  }

  /** Of something reshaped the original is taken; `is` is its shape, where that is known. */
  reshape(x: Value, shape: Shape, is?: Shape): Value {
    const original = this.reshaped.get(x) ?? x;
    if (is) this.shapes.set(original, is);
    const known = this.shapes.get(original);
    if (known && sameShape(known, shape)) return original;
    const y = this.emit('Reshape', [original, this.integers(shape)]);
    this.reshaped.set(y, original);
    return y;
  }

  /** Axis i of the result is axis permutation[i] of `x`, whose shape is `shape`. */
  transpose(x: Value, shape: Shape, permutation: readonly number[]): Value {
    const to = permutation.map((axis) => shape[axis]);
    if (!sameSequence(shape, permutation))
      return this.emit('Transpose', [x, this.integers(permutation)]);
    return sameShape(shape, to) ? x : this.reshape(x, to);
  }

  /** From one order of the axes to another; `shape` is the logical one. */
  reorder(x: Value, shape: Shape, from: Order = plain(shape), to: Order = plain(shape)): Value {
    const permutation = to.map((axis) => from.indexOf(axis));
    return this.transpose(x, physicalShape(shape, from), permutation);
  }

  /** What `make` gives, made once for each key. */
  keyed(key: string, make: () => Value): Value {
    return this.once(key, () => [make()])[0];
  }

  private once(key: string, make: () => readonly Value[]): readonly Value[] {
    const known = this.made.get(key);
    if (known) return known;
    const values = make();
    this.made.set(key, values);
    return values;
  }
}
