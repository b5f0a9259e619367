// Finds the points near a place, or inside a rectangle, without looking at all of them: points are
// sorted into square cells, about two to a cell. Pure.
import { boundsOf, type Bounds } from './camera';

type Accept = (row: number) => boolean;

export class GridIndex {
  private readonly bounds: Bounds;
  private readonly cell: number;
  private readonly columns: number;
  private readonly rows: number;
  /** Where each cell's rows begin in `sorted`; one more at the end. */
  private readonly starts: Uint32Array;
  private readonly sorted: Uint32Array;

  /** `positions`: [count, 2]. */
  constructor(private readonly positions: Float32Array) {
    const count = positions.length / 2;
    const { left, right, bottom, top } = (this.bounds = boundsOf(positions));
    const area = Math.max((right - left) * (top - bottom), 1e-12);
    const longest = Math.max(right - left, top - bottom, 1e-6);
    this.cell = Math.max(Math.sqrt((2 * area) / Math.max(count, 1)), longest / 1024);
    this.columns = Math.floor((right - left) / this.cell) + 1;
    this.rows = Math.floor((top - bottom) / this.cell) + 1;
    this.starts = new Uint32Array(this.columns * this.rows + 1);
    this.sorted = this.sort(count);
  }

  /** The nearest accepted point within `radius` of (x, y). */
  nearest(x: number, y: number, radius: number, accept: Accept): number | undefined {
    let found: number | undefined;
    let shortest = radius * radius;
    const around = { left: x - radius, right: x + radius, bottom: y - radius, top: y + radius };
    this.each(around, (row) => {
      const dx = this.positions[2 * row] - x;
      const dy = this.positions[2 * row + 1] - y;
      const distance = dx * dx + dy * dy;
      if (distance > shortest || !accept(row)) return;
      shortest = distance;
      found = row;
    });
    return found;
  }

  /** Calls `visit` with each point inside the rectangle, cell by cell. */
  inside(area: Bounds, visit: (row: number) => void): void {
    this.each(area, (row) => {
      const [x, y] = [this.positions[2 * row], this.positions[2 * row + 1]];
      const within = x >= area.left && x <= area.right && y >= area.bottom && y <= area.top;
      if (within) visit(row);
    });
  }

  private each(area: Bounds, visit: (row: number) => void): void {
    const [fromColumn, toColumn] = [this.column(area.left), this.column(area.right)];
    const [fromRow, toRow] = [this.row(area.bottom), this.row(area.top)];
    for (let r = fromRow; r <= toRow; r++) {
      const start = this.starts[r * this.columns + fromColumn];
      const end = this.starts[r * this.columns + toColumn + 1];
      for (let i = start; i < end; i++) visit(this.sorted[i]);
    }
  }

  /** Counting sort by cell. */
  private sort(count: number): Uint32Array {
    const { positions, starts } = this;
    const cells = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      cells[i] = this.row(positions[2 * i + 1]) * this.columns + this.column(positions[2 * i]);
      starts[cells[i] + 1]++;
    }
    for (let c = 1; c < starts.length; c++) starts[c] += starts[c - 1];
    const next = starts.slice();
    const sorted = new Uint32Array(count);
    for (let i = 0; i < count; i++) sorted[next[cells[i]]++] = i;
    return sorted;
  }

  private column(x: number): number {
    return clamp(Math.floor((x - this.bounds.left) / this.cell), this.columns - 1);
  }

  private row(y: number): number {
    return clamp(Math.floor((y - this.bounds.bottom) / this.cell), this.rows - 1);
  }
}

const clamp = (value: number, max: number): number => Math.min(max, Math.max(0, value));
