// A call of a TensorFlow kernel: its name, its attributes in the addon's form, and numbered values.
import type { DataType, HostArray, Shape } from '../../graph/tensor';

/** TF_DataType of our types, and of what kernels want beside them (tensorflow/c/tf_datatype.h). */
export const typeCodes = {
  float32: 1,
  int32: 3,
  uint8: 4,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  float16: 19,
} as const satisfies Record<DataType | 'int32', number>;

export type KernelType = keyof typeof typeCodes;

/** TF_AttrType (tensorflow/c/c_api.h), as far as the addon takes them. */
const kinds = { string: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const;

/** A plain number is an integer. */
export type AttributeValue =
  | string
  | boolean
  | number
  | readonly number[]
  | { readonly float: number }
  | { readonly type: KernelType }
  | { readonly shape: Shape };

/** As the addon's `executeOp` takes it. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** A place that holds a tensor while a plan runs. */
export type Value = number;

export interface KernelCall {
  readonly kernel: string;
  readonly attributes: readonly Attribute[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/** A tensor whose values are known when a plan is made. */
export interface KernelConstant {
  readonly value: Value;
  readonly type: KernelType;
  readonly shape: Shape;
  readonly data: HostArray | Int32Array;
}

export function encodeAttributes(
  values: Readonly<Record<string, AttributeValue>>,
): readonly Attribute[] {
  return Object.entries(values).map(([name, value]) => ({ name, ...encoded(value) }));
}

function encoded(value: AttributeValue): { type: number; value: unknown } {
  if (typeof value === 'string') return { type: kinds.string, value };
  if (typeof value === 'boolean') return { type: kinds.bool, value };
  if (typeof value === 'number' || 'length' in value) return { type: kinds.int, value };
  if ('float' in value) return { type: kinds.float, value: value.float };
  if ('type' in value) return { type: kinds.type, value: typeCodes[value.type] };
  return { type: kinds.shape, value: value.shape };
}
