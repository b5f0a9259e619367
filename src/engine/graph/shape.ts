// Shapes: sizes, broadcasting, and the error that names the operation and both shapes.
import type { Shape, Tensor } from './tensor';

/** A graph that cannot be: thrown where the graph is built, never when it runs. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';

  constructor(operation: string, shapes: readonly Shape[], reason: string) {
    super(`${operation} of ${shapes.map(formatShape).join(' and ')}: ${reason}`);
  }
}

export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** Number of elements. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

/** The common shape of two operands, aligned at the last axis; sizes must agree or be 1. */
export function broadcastShapes(operation: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const left = a[i - rank + a.length] ?? 1;
    const right = b[i - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1)
      throw new ShapeError(operation, [a, b], `sizes ${left} and ${right} do not broadcast`);
    return left === 1 ? right : left;
  });
}

/** Two operands must be of one type: nothing is converted silently. */
export function requireSameType(operation: string, a: Tensor, b: Tensor): void {
  if (a.dtype !== b.dtype)
    throw new ShapeError(
      operation,
      [a.shape, b.shape],
      `the types ${a.dtype} and ${b.dtype} differ`,
    );
}

/** Axis counted from the front; negative ones count from the end. */
export function normaliseAxis(operation: string, axis: number, shape: Shape): number {
  const fromFront = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(axis) || fromFront < 0 || fromFront >= shape.length)
    throw new ShapeError(operation, [shape], `there is no axis ${axis}`);
  return fromFront;
}

/** Sorted axes from the front; none given means all. */
export function normaliseAxes(
  operation: string,
  axes: readonly number[] | undefined,
  shape: Shape,
): number[] {
  const all = axes ?? shape.map((_, i) => i);
  return [...new Set(all.map((axis) => normaliseAxis(operation, axis, shape)))].sort(
    (a, b) => a - b,
  );
}
