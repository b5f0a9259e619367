// The primitive operations of the graph and what each needs to know beside its inputs. Every other
// function of this room is a composition of these; a runtime that executes these executes all.
import type { HostArray, Shape } from './tensor';

type None = Readonly<Record<string, never>>;
interface Axis {
  readonly axis: number;
}
interface Axes {
  /** Sorted, non-negative; the reduced axes stay with size 1. */
  readonly axes: readonly number[];
}

/** Height first, then width. */
export type Pair = readonly [number, number];

export interface Convolution {
  readonly strides: Pair;
  readonly padding: Pair;
  readonly dilations: Pair;
  readonly groups: number;
}

export interface Attributes {
  input: { readonly name: string };
  constant: { readonly data: HostArray };
  stopGradient: None;
  /** The first input's values; the others are only for the gradient. */
  withGradient: None;

  negate: None;
  exp: None;
  log: None;
  sqrt: None;
  abs: None;
  relu: None;
  step: None;
  sigmoid: None;
  tanh: None;
  erf: None;
  sin: None;
  cos: None;
  floor: None;

  add: None;
  subtract: None;
  multiply: None;
  divide: None;
  power: None;
  maximum: None;
  minimum: None;

  greater: None;
  greaterOrEqual: None;
  equal: None;
  and: None;
  or: None;
  not: None;
  select: None;
  cast: None;

  reduceSum: Axes;
  reduceSumSquare: Axes;
  reduceMax: Axes;
  broadcastTo: None;
  softmax: Axis;

  channelAffine: None;
  matmul: { readonly transposeA: boolean; readonly transposeB: boolean };
  conv2d: Convolution;
  conv2dInputGradient: Convolution;
  conv2dWeightGradient: Convolution;
  maxPool2d: { readonly kernel: Pair; readonly strides: Pair; readonly padding: Pair };

  reshape: None;
  transpose: { readonly permutation: readonly number[] };
  concat: Axis;
  slice: { readonly starts: Shape; readonly ends: Shape; readonly steps: Shape };
  pad: { readonly before: Shape; readonly after: Shape; readonly value: number };
  gather: Axis;
  scatterAdd: Axis;
  gatherElements: Axis;
  scatterAddElements: Axis;
  topK: { readonly k: number; readonly axis: number };
}

export type OperationName = keyof Attributes;
