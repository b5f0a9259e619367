// How a quantity of bytes grows from step to step.
import { median } from './alternate';

/** Memory in bytes after so many steps. */
export type Point = readonly [step: number, bytes: number];

export interface Growth {
  readonly points: readonly Point[];
  /** Bytes at the beginning and at the end. */
  readonly first: number;
  readonly last: number;
  /** Bytes a step, of the line of least squares. */
  readonly perStep: number;
}

/** Points whose median stands for an end: a collection of garbage moves single ones by megabytes. */
const WINDOW = 5;

export function growthOf(points: readonly Point[]): Growth {
  const [first, last] = [points.slice(0, WINDOW), points.slice(-WINDOW)].map(middle);
  return { points, first, last, perStep: slope(points) };
}

const middle = (points: readonly Point[]): number => median(points.map(([, bytes]) => bytes));

function slope(points: readonly Point[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x0, y0] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
}
