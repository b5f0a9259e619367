// Walking over the map by keys: the nearest point to one side. Pure.
import type { Point } from './camera';

/** y up, as on the map. */
export const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * The nearest accepted point in the quarter of the plane that `direction` points into; what lies
 * aside counts double, so that a walk keeps its line. Undefined: nothing is there.
 */
export function nearestInDirection(
  positions: Float32Array,
  from: Point,
  [dx, dy]: Point,
  accept: (row: number) => boolean,
): number | undefined {
  let found: number | undefined;
  let shortest = Infinity;
  for (let row = 0; row < positions.length / 2; row++) {
    const [x, y] = [positions[2 * row] - from[0], positions[2 * row + 1] - from[1]];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    const distance = along + 2 * aside;
    if (along <= 0 || aside > along || distance >= shortest || !accept(row)) continue;
    shortest = distance;
    found = row;
  }
  return found;
}
