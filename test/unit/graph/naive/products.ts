// Products, convolutions and pooling as plain loops.
import { at, fill, placeOf, visitIndices, type NdArray } from './array';

export interface Window {
  readonly strides: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly groups: number;
}

/** a: [..., m, k] (or transposed), b likewise or one matrix for the batch. */
export function naiveMatmul(a: NdArray, b: NdArray, ta = false, tb = false): NdArray {
  const batch = a.shape.slice(0, -2);
  const [m, k] = ta ? [a.shape.at(-1)!, a.shape.at(-2)!] : [a.shape.at(-2)!, a.shape.at(-1)!];
  const n = tb ? b.shape.at(-2)! : b.shape.at(-1)!;
  return fill([...batch, m, n], (index) => {
    const lead = index.slice(0, -2);
    const leadOfB = b.shape.length === 2 ? [] : lead;
    const [row, column] = index.slice(-2);
    let sum = 0;
    for (let i = 0; i < k; i++)
      sum +=
        at(a, ...lead, ...(ta ? [i, row] : [row, i])) *
        at(b, ...leadOfB, ...(tb ? [column, i] : [i, column]));
    return sum;
  });
}

/** Every product of a convolution: places of the picture, the weight and the output. */
function visitTaps(
  picture: readonly number[],
  weight: readonly number[],
  { strides, padding, dilations, groups }: Window,
  visit: (x: number[], w: number[], y: number[]) => void,
): void {
  const [n, , height, width] = picture;
  const [co, ci, kh, kw] = weight;
  const out = outputSize(picture, weight, { strides, padding, dilations, groups });
  visitIndices([n, co, out[0], out[1], ci, kh, kw], ([b, o, i, j, c, p, q]) => {
    const row = i * strides[0] + p * dilations[0] - padding[0];
    const column = j * strides[1] + q * dilations[1] - padding[1];
    if (row < 0 || row >= height || column < 0 || column >= width) return;
    const channel = Math.floor(o / (co / groups)) * ci + c;
    visit([b, channel, row, column], [o, c, p, q], [b, o, i, j]);
  });
}

export function outputSize(
  picture: readonly number[],
  weight: readonly number[],
  { strides, padding, dilations }: Window,
): [number, number] {
  const along = (axis: 0 | 1): number => {
    let count = 0;
    const span = dilations[axis] * (weight[axis + 2] - 1) + 1;
    for (let end = span; end <= picture[axis + 2] + 2 * padding[axis]; end += strides[axis])
      count++;
    return count;
  };
  return [along(0), along(1)];
}

export function naiveConv(x: NdArray, w: NdArray, window: Window): NdArray {
  const [height, width] = outputSize(x.shape, w.shape, window);
  const y = zeros([x.shape[0], w.shape[0], height, width]);
  visitTaps(x.shape, w.shape, window, (ix, iw, iy) => {
    y.data[placeOf(y.shape, iy)] += at(x, ...ix) * at(w, ...iw);
  });
  return y;
}

export function naiveConvInputGradient(
  g: NdArray,
  w: NdArray,
  shape: readonly number[],
  window: Window,
): NdArray {
  const x = zeros(shape);
  visitTaps(shape, w.shape, window, (ix, iw, iy) => {
    x.data[placeOf(shape, ix)] += at(g, ...iy) * at(w, ...iw);
  });
  return x;
}

export function naiveConvWeightGradient(
  x: NdArray,
  g: NdArray,
  shape: readonly number[],
  window: Window,
): NdArray {
  const w = zeros(shape);
  visitTaps(x.shape, shape, window, (ix, iw, iy) => {
    w.data[placeOf(shape, iw)] += at(x, ...ix) * at(g, ...iy);
  });
  return w;
}

export type Pooling = Pick<Window, 'strides' | 'padding'> & {
  readonly kernel: readonly [number, number];
};

/** `combine` is given each window's values, without what is padded. */
export function naivePool(
  x: NdArray,
  { kernel, strides, padding }: Pooling,
  combine: (values: number[]) => number,
): NdArray {
  const size = outputSize(x.shape, [1, 1, ...kernel], {
    strides,
    padding,
    dilations: [1, 1],
    groups: 1,
  });
  return fill([x.shape[0], x.shape[1], ...size], ([n, c, i, j]) => {
    const seen: number[] = [];
    visitIndices(kernel, ([p, q]) => {
      const row = i * strides[0] + p - padding[0];
      const column = j * strides[1] + q - padding[1];
      if (row >= 0 && row < x.shape[2] && column >= 0 && column < x.shape[3])
        seen.push(at(x, n, c, row, column));
    });
    return combine(seen);
  });
}

function zeros(shape: readonly number[]): NdArray {
  return fill(shape, () => 0);
}
