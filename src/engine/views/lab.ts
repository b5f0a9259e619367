// RGB pictures as CIE L*a*b*: lightness and two axes of colour (CIE 15:2004, 8.2.1), of sRGB
// (IEC 61966-2-1) at its own white point, D65.
import { add, divide, maximum, power, subtract } from '../graph/arithmetic';
import { greater, select } from '../graph/comparison';
import { conv2d } from '../graph/convolution';
import { ShapeError } from '../graph/shape';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';

/** Linear RGB -> XYZ, row-major; every row is divided by the white's X, Y, Z: white gives 1, 1, 1. */
const toXyz = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
].map((row) => row.map((weight) => weight / row.reduce((sum, next) => sum + next)));

/** δ of the cube root's linear beginning. */
const delta = 6 / 29;

/** L* / 100 and a* / 128, b* / 128: 0 … 1, and about −0.9 … 0.8. */
export interface LabPictures {
  /** [n, 1, h, w] */
  readonly lightness: Tensor;
  /** [n, 2, h, w] */
  readonly colour: Tensor;
}

/** Of pictures [n, 3, h, w] in 0 … 1. */
export function lab(pictures: Tensor): LabPictures {
  const { shape } = pictures;
  if (shape.length !== 4 || shape[1] !== 3)
    throw new ShapeError('lab', [shape], 'RGB pictures are needed');
  const f = cubeRoot(mixed(linear(pictures), toXyz));
  // L* = 116 f(Y) − 16, a* = 500 (f(X) − f(Y)), b* = 200 (f(Y) − f(Z))
  return {
    lightness: subtract(mixed(f, [[0, 1.16, 0]]), 0.16),
    colour: mixed(f, [
      [500 / 128, -500 / 128, 0],
      [0, 200 / 128, -200 / 128],
    ]),
  };
}

/** The same of one pixel's bytes: [L*, a*, b*] in the same units. */
export function labOfBytes(red: number, green: number, blue: number): [number, number, number] {
  const colour = [linearOfByte[red], linearOfByte[green], linearOfByte[blue]];
  const [x, y, z] = toXyz.map((row) => {
    const t = row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2];
    return t > delta ** 3 ? Math.cbrt(t) : t / (3 * delta ** 2) + 4 / 29;
  });
  return [1.16 * y - 0.16, (500 / 128) * (x - y), (200 / 128) * (y - z)];
}

const linearOfByte = Float64Array.from({ length: 256 }, (_, byte) => {
  const x = byte / 255;
  return x > 0.04045 ? ((x + 0.055) / 1.055) ** 2.4 : x / 12.92;
});

/** sRGB's companding undone. */
function linear(x: Tensor): Tensor {
  const curved = power(divide(add(maximum(x, 0), 0.055), 1.055), 2.4);
  return select(greater(x, 0.04045), curved, divide(x, 12.92));
}

/** f(t) = ∛t above δ³, else t / (3 δ²) + 4/29. */
function cubeRoot(t: Tensor): Tensor {
  const root = power(maximum(t, delta ** 3), 1 / 3);
  return select(greater(t, delta ** 3), root, add(divide(t, 3 * delta ** 2), 4 / 29));
}

/** [n, 3, h, w] -> [n, rows, h, w] by a matrix [rows, 3]: whatever n is when it runs. */
function mixed(pictures: Tensor, matrix: readonly (readonly number[])[]): Tensor {
  const weights = constant(Float32Array.from(matrix.flat()), [matrix.length, 3, 1, 1]);
  return conv2d(pictures, weights);
}
