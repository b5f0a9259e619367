// What draws the points: WebGL 2, or Canvas 2D where that is missing.
import type { Camera, Size } from './camera';
import type { Motion } from './motion';
import type { PointColours } from './point-colours';

export interface PointsFrame {
  readonly camera: Camera;
  /** Pixels of the page. */
  readonly size: Size;
  /** Device pixels for one of the page. */
  readonly ratio: number;
  /** How far points are on their way, 0 … 1. */
  readonly share: number;
  /** Of a point, in pixels of the page. */
  readonly radius: number;
  /** Of everything, 0 … 1. */
  readonly opacity: number;
}

export interface PointRenderer {
  place(motion: Motion): void;
  paint(colours: PointColours): void;
  draw(frame: PointsFrame): void;
  dispose(): void;
}

/** Smaller where there are many, larger the nearer they are looked at. */
export function pointRadius(count: number, nearness: number): number {
  const base = Math.min(2.4, Math.max(1, 3.7 - 0.47 * Math.log10(Math.max(count, 10))));
  return base * Math.min(2.2, Math.max(0.85, nearness ** 0.3));
}
