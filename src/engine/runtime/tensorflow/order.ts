// The order in which a tensor's axes lie in memory. The graph's own is the plain one; kernels of
// convolutions prefer others.
import type { Shape } from '../../graph/tensor';

/** order[i] is the graph's axis that lies at place i; missing is the plain order. */
export type Order = readonly number[];

/** Pictures with their channels last: [n, h, w, c]. */
export const channelsLast: Order = [0, 2, 3, 1];
/** Kernels [co, ci, kh, kw] as TensorFlow wants them: [kh, kw, ci, co]. */
export const kernelOrder: Order = [2, 3, 1, 0];

/** How a state lies on the device. */
export interface Form {
  readonly order: Order | undefined;
  /** What lies there is the state's value times this. */
  readonly scale: number;
}

export const plainForm: Form = { order: undefined, scale: 1 };

export function plain(shape: Shape): Order {
  return shape.map((_, i) => i);
}

/** The shape in memory of what is `shape` to the graph. */
export function physicalShape(shape: Shape, order: Order | undefined): Shape {
  return order ? order.map((axis) => shape[axis]) : shape;
}

/** Where the graph's axis lies. */
export function physicalAxis(axis: number, order: Order | undefined): number {
  return order ? order.indexOf(axis) : axis;
}

export function sameOrder(a: Order | undefined, b: Order | undefined): boolean {
  return a === b || (!!a && !!b && a.every((axis, i) => axis === b[i]));
}

export function sameForm(a: Form, b: Form): boolean {
  return a.scale === b.scale && sameOrder(a.order, b.order);
}

/** Whether a transpose of `shape` moves nothing: axes of size 1 may go anywhere. */
export function sameSequence(shape: Shape, permutation: readonly number[]): boolean {
  const long = permutation.filter((axis) => shape[axis] !== 1);
  return long.every((axis, i) => i === 0 || long[i - 1] < axis);
}
