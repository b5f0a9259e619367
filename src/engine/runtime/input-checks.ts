// Whether what a program is given fits its inputs: the same sentences on every runtime.
import { formatShape, sameShape, sizeOf } from '../graph/shape';
import { hostType, type HostArray, type HostType, type Shape, type Tensor } from '../graph/tensor';

/** How values of a type lie on the host. */
export const hostArrays: Record<HostType, new (length: number) => HostArray> = {
  float32: Float32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

/** @throws an Error where fed values are not of the input's type and size. */
export function checkFed(node: Tensor<'input'>, data: HostArray): void {
  const { name } = node.attributes;
  if (data.length !== sizeOf(node.shape))
    throw new Error(`input ${name} takes ${sizeOf(node.shape)} values, not ${data.length}`);
  if (!(data instanceof hostArrays[hostType(node.dtype)]))
    throw new Error(`input ${name} takes ${node.dtype} values, not a ${data.constructor.name}`);
}

/** @throws an Error where a state's value is not of the input's type and shape. */
export function checkHeld(
  node: Tensor<'input'>,
  { shape, dtype }: { readonly shape: Shape; readonly dtype: string },
): void {
  const { name } = node.attributes;
  if (!sameShape(shape, node.shape))
    throw new Error(`state ${name} is ${formatShape(shape)}, not ${formatShape(node.shape)}`);
  if (dtype !== node.dtype) throw new Error(`state ${name} is ${dtype}, not ${node.dtype}`);
}
