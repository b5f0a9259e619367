// Arrays in float64 for the naive loops that the graph is tested against.

export interface NdArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export type Index = readonly number[];

/** The array whose element at every index is `value(index)`. */
export function fill(shape: readonly number[], value: (index: Index) => number): NdArray {
  const data = new Float64Array(shape.reduce((product, size) => product * size, 1));
  const index = shape.map(() => 0);
  for (let place = 0; place < data.length; place++) {
    data[place] = value(index);
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--)
      index[axis] = 0;
  }
  return { shape, data };
}

/** The element's place in row-major order. */
export function placeOf(shape: readonly number[], index: Index): number {
  return index.reduce((place, i, axis) => place * shape[axis] + i, 0);
}

export function at(x: NdArray, ...index: number[]): number {
  return x.data[placeOf(x.shape, index)];
}

/** The element that broadcasting puts at `index` of a larger shape. */
export function broadcastAt(x: NdArray, index: Index): number {
  const own = index.slice(index.length - x.shape.length);
  return at(x, ...own.map((i, axis) => (x.shape[axis] === 1 ? 0 : i)));
}

/** Calls `visit` with every index of a shape; the array it gets is its own. */
export function visitIndices(shape: readonly number[], visit: (index: number[]) => void): void {
  fill(shape, (index) => {
    visit([...index]);
    return 0;
  });
}

/** The index with another number along one axis. */
export function withAxis(index: Index, axis: number, i: number): number[] {
  return index.map((own, a) => (a === axis ? i : own));
}
