// What a line drawn around points has caught. Pure.
import type { GridIndex } from './grid-index';
import type { Point } from './camera';

/** Rows inside the closed path, rising; the even-odd rule decides where it crosses itself. */
export function caughtBy(
  path: readonly Point[],
  positions: Float32Array,
  index: GridIndex,
  accept: (row: number) => boolean,
): readonly number[] {
  const xs = path.map(([x]) => x);
  const ys = path.map(([, y]) => y);
  const caught: number[] = [];
  if (path.length < 3) return caught;
  const bounds = {
    left: Math.min(...xs),
    right: Math.max(...xs),
    bottom: Math.min(...ys),
    top: Math.max(...ys),
  };
  index.inside(bounds, (row) => {
    if (accept(row) && isInside(path, positions[2 * row], positions[2 * row + 1])) caught.push(row);
  });
  return caught.sort((a, b) => a - b);
}

function isInside(path: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  path.forEach(([ax, ay], i) => {
    const [bx, by] = path[(i + 1) % path.length];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  });
  return inside;
}
