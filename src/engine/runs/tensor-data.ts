// The element types of safetensors and the arrays that hold them.

/** F16 and BF16 are held as their bits. */
export const tensorArrays = {
  F64: Float64Array,
  F32: Float32Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I64: BigInt64Array,
  I32: Int32Array,
  I16: Int16Array,
  I8: Int8Array,
  U64: BigUint64Array,
  U32: Uint32Array,
  U16: Uint16Array,
  U8: Uint8Array,
  BOOL: Uint8Array,
} as const;

export type TensorType = keyof typeof tensorArrays;

export type TensorArray = InstanceType<(typeof tensorArrays)[TensorType]>;

/** Row-major; `data` holds as many elements as the product of `shape`. */
export interface TensorData {
  readonly dtype: TensorType;
  readonly shape: readonly number[];
  readonly data: TensorArray;
}

export const isTensorType = (name: string): name is TensorType => Object.hasOwn(tensorArrays, name);

/** Number of elements; NaN or unsafe where the shape is. */
export const elementCount = (shape: readonly number[]): number =>
  shape.reduce((count, extent) => count * extent, 1);
