// From places on the map to pixels of its element and back. Pure.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The place in the middle of the element, and pixels for one unit of the map. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** `[x, y]`, of the map (y up) or of the element (pixels, y down). */
export type Point = readonly [number, number];

export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Room for names beside the outermost points. */
const MARGIN = 28;
const MIN_SCALE = 20;
const MAX_SCALE = 200_000;

export function boundsOf(positions: Float32Array, rows?: Iterable<number>): Bounds {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const row of rows ?? countTo(positions.length / 2)) {
    const [x, y] = [positions[2 * row], positions[2 * row + 1]];
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return left <= right ? { left, right, bottom, top } : { left: -1, right: 1, bottom: -1, top: 1 };
}

/** The camera that shows all of the bounds; `maxScale` keeps two near points from filling it. */
export function fit(bounds: Bounds, { width, height }: Size, maxScale = MAX_SCALE): Camera {
  const wide = Math.max(bounds.right - bounds.left, 1e-6);
  const high = Math.max(bounds.top - bounds.bottom, 1e-6);
  const margin = Math.min(MARGIN, width / 8, height / 8);
  const scale = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / high, maxScale);
  return {
    x: (bounds.left + bounds.right) / 2,
    y: (bounds.bottom + bounds.top) / 2,
    scale: limited(scale),
  };
}

export function toScreen({ x, y, scale }: Camera, size: Size, [px, py]: Point): Point {
  return [size.width / 2 + (px - x) * scale, size.height / 2 - (py - y) * scale];
}

export function toMap({ x, y, scale }: Camera, size: Size, [px, py]: Point): Point {
  return [x + (px - size.width / 2) / scale, y - (py - size.height / 2) / scale];
}

/** Moves what is seen by pixels. */
export function pan(camera: Camera, dx: number, dy: number): Camera {
  const { x, y, scale } = camera;
  return { x: x - dx / scale, y: y + dy / scale, scale };
}

/** `factor` times nearer; what is under `at` stays there. */
export function zoom(camera: Camera, size: Size, at: Point, factor: number): Camera {
  const [x, y] = toMap(camera, size, at);
  const scale = limited(camera.scale * factor);
  const stay = camera.scale / scale;
  return { x: x + (camera.x - x) * stay, y: y + (camera.y - y) * stay, scale };
}

/** Between two cameras; scales are mixed by ratio, so that a zoom looks even. */
export function between(a: Camera, b: Camera, share: number): Camera {
  const scale = a.scale * (b.scale / a.scale) ** share;
  // Places follow the scale: the point that both see alike then stays still.
  const moved =
    a.scale === b.scale ? share : (1 / a.scale - 1 / scale) / (1 / a.scale - 1 / b.scale);
  return { x: a.x + (b.x - a.x) * moved, y: a.y + (b.y - a.y) * moved, scale };
}

const limited = (scale: number): number => Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));

function* countTo(end: number): Iterable<number> {
  for (let i = 0; i < end; i++) yield i;
}
