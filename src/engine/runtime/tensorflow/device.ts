// The tensors and kernels of one TensorFlow, with values of ours.
import type { HostType, HostArray, Shape } from '../../graph/tensor';
import type { Binding } from './binding';
import { encodeAttributes, typeCodes, type Attribute, type KernelType } from './kernel';
import { kernelError } from './kernel-error';
import { plain, sameOrder, type Form, type Order } from './order';

/** A tensor of the addon. */
export type Handle = number;

export class Device {
  constructor(private readonly binding: Binding) {}

  /** Shares memory with `data` where it is aligned: whoever gives it never writes to it again. */
  upload(data: HostArray | Int32Array, shape: Shape, type: KernelType): Handle {
    return this.guarded('upload', () =>
      this.binding.createTensor(shape, typeCodes[type], packed(data)),
    );
  }

  /** A copy on the host. */
  download(tensor: Handle, dtype: HostType): HostArray {
    if (dtype !== 'uint8') return this.read(tensor) as HostArray;
    // The addon gives no bytes.
    const [{ id }] = this.run('Cast', toWholeNumbers, [tensor], 1);
    try {
      return Uint8Array.from(this.read(id) as Int32Array);
    } finally {
      this.delete(id);
    }
  }

  run(
    kernel: string,
    attributes: readonly Attribute[],
    inputs: readonly Handle[],
    outputs: number,
  ): readonly { readonly id: Handle }[] {
    try {
      return this.binding.executeOp(kernel, attributes, inputs, outputs);
    } catch (error) {
      throw kernelError(kernel, error);
    }
  }

  delete(tensor: Handle): void {
    this.binding.deleteTensor(tensor);
  }

  /** `tensor` in another form: it itself, or a new one for which it is deleted. */
  arrange(tensor: Handle, shape: Shape, from: Form, to: Form): Handle {
    const ordered = this.reorder(tensor, shape, from.order, to.order);
    if (from.scale === to.scale) return ordered;
    const factor = this.upload(Float32Array.of(to.scale / from.scale), [], 'float32');
    return this.replaced('Mul', ordered, factor);
  }

  /** `tensor` with its axes in another order, likewise. */
  reorder(tensor: Handle, shape: Shape, from: Order | undefined, to: Order | undefined): Handle {
    if (sameOrder(from, to)) return tensor;
    const [old, next] = [from ?? plain(shape), to ?? plain(shape)];
    const permutation = Int32Array.from(next, (axis) => old.indexOf(axis));
    const operand = this.upload(permutation, [permutation.length], 'int32');
    return this.replaced('Transpose', tensor, operand);
  }

  /** A variable that holds nothing yet. */
  makeVariable(name: string, dtype: HostType, shape: Shape): Handle {
    const attributes = encodeAttributes({
      dtype: { type: dtype },
      shape: { shape },
      shared_name: name,
    });
    return this.run('VarHandleOp', attributes, [], 1)[0].id;
  }

  destroyVariable(variable: Handle): void {
    this.run('DestroyResourceOp', [], [variable], 0);
    this.delete(variable);
  }

  readVariable(variable: Handle, dtype: HostType): Handle {
    return this.run('ReadVariableOp', readAttributes[dtype], [variable], 1)[0].id;
  }

  assignVariable(variable: Handle, value: Handle, dtype: HostType): void {
    this.run('AssignVariableOp', readAttributes[dtype], [variable, value], 0);
  }

  /** The result of a kernel of two operands, which are deleted. */
  private replaced(kernel: string, tensor: Handle, operand: Handle): Handle {
    const [{ id }] = this.run(kernel, [], [tensor, operand], 1);
    this.delete(operand);
    this.delete(tensor);
    return id;
  }

  private read(tensor: Handle): HostArray | Int32Array {
    return this.guarded('download', () => this.binding.tensorDataSync(tensor));
  }

  private guarded<T>(what: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw kernelError(what, error);
    }
  }
}

const toWholeNumbers = encodeAttributes({ DstT: { type: 'int32' } });

function typed(type: HostType): readonly Attribute[] {
  return encodeAttributes({ dtype: { type } });
}

const readAttributes: Readonly<Record<HostType, readonly Attribute[]>> = {
  float32: typed('float32'),
  int64: typed('int64'),
  uint8: typed('uint8'),
  bool: typed('bool'),
};

/** Whole numbers of 64 bits travel as pairs of 32. */
function packed(data: HostArray | Int32Array): Float32Array | Int32Array | Uint8Array {
  if (!(data instanceof BigInt64Array)) return data;
  return new Int32Array(data.buffer, data.byteOffset, 2 * data.length);
}
