// Bilinear sampling on an affine grid as a plain loop.
import { at, fill, type NdArray } from './array';

export function naiveResample(
  x: NdArray,
  theta: NdArray,
  [height, width]: readonly [number, number],
): NdArray {
  const [n, c, h, w] = x.shape;
  const pixel = (b: number, k: number, i: number, j: number): number =>
    i < 0 || i >= h || j < 0 || j >= w ? 0 : at(x, b, k, i, j);
  return fill([n, c, height, width], ([b, k, i, j]) => {
    const u = (j + 0.5) * (2 / width) - 1;
    const v = (i + 0.5) * (2 / height) - 1;
    const map = (r: number): number =>
      at(theta, b, r, 0) * u + at(theta, b, r, 1) * v + at(theta, b, r, 2);
    const [column, row] = [((map(0) + 1) / 2) * w - 0.5, ((map(1) + 1) / 2) * h - 0.5];
    const [j0, i0] = [Math.floor(column), Math.floor(row)];
    const [q, p] = [column - j0, row - i0];
    return (
      (1 - p) * ((1 - q) * pixel(b, k, i0, j0) + q * pixel(b, k, i0, j0 + 1)) +
      p * ((1 - q) * pixel(b, k, i0 + 1, j0) + q * pixel(b, k, i0 + 1, j0 + 1))
    );
  });
}
