// Smooth noise on the unit square (value noise: a lattice of uniform numbers, smoothly interpolated).
import type { Random } from '../random/random';

export class Noise {
  private readonly lattice: Float32Array;

  /** `columns` × `rows` cells fill the unit square. */
  constructor(
    private readonly columns: number,
    private readonly rows: number,
    random: Random,
  ) {
    const corners = (columns + 1) * (rows + 1);
    this.lattice = Float32Array.from({ length: corners }, () => random.uniform());
  }

  /** In 0 … 1. Points outside the unit square take the value at its edge. */
  at(x: number, y: number): number {
    const [column, fx] = cell(x, this.columns);
    const [row, fy] = cell(y, this.rows);
    const corner = row * (this.columns + 1) + column;
    const below = corner + this.columns + 1;
    const top = mix(this.lattice[corner], this.lattice[corner + 1], fx);
    return mix(top, mix(this.lattice[below], this.lattice[below + 1], fx), fy);
  }
}

function cell(position: number, cells: number): [index: number, smoothed: number] {
  const scaled = Math.min(1, Math.max(0, position)) * cells;
  const index = Math.min(cells - 1, Math.floor(scaled));
  const rest = scaled - index;
  return [index, rest * rest * (3 - 2 * rest)];
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
