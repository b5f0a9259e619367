// The documented view of one picture, pixel by pixel in double precision and step by step: crop,
// resize, flip, blur, brightness, contrast, saturation, hue, gray, clip, solarise, erase.
import type { ImageDraw } from '../../../src/engine/views/image-draw';
import type { Extent } from '../../../src/engine/views/rectangle';

/** planes[channel][row][column] */
type Planes = number[][][];

const lumaWeights = [0.299, 0.587, 0.114];

export function naiveView(
  bytes: Uint8Array,
  { height, width }: Extent,
  channels: number,
  size: number,
  draw: ImageDraw,
): number[] {
  const whole = cube(channels, height, width, (c, y, x) => bytes[(y * width + x) * channels + c]);
  let planes = cropAndResize(whole, size, draw).map((plane) =>
    plane.map((row) => row.map((v) => v / 255)),
  );
  if (draw.flip) planes = planes.map((plane) => plane.map((row) => [...row].reverse()));
  if (draw.verticalFlip) planes = planes.map((plane) => [...plane].reverse());
  if (draw.blurSigma > 0) planes = planes.map((plane) => blurred(plane, draw.blurSigma));
  planes = solarizedAndErased(clipped(coloured(planes, draw)), draw);
  return planes.flat(2);
}

function cropAndResize(whole: Planes, size: number, { crop }: ImageDraw): Planes {
  const cut = whole.map((plane) =>
    plane
      .slice(crop.top, crop.top + crop.height)
      .map((row) => row.slice(crop.left, crop.left + crop.width)),
  );
  return cut.map((plane) => transposed(resizedRows(transposed(resizedRows(plane, size)), size)));
}

/** Every row to `size` pixels, with the triangle filter of Pillow. */
function resizedRows(plane: number[][], size: number): number[][] {
  return plane.map((row) => {
    const scale = row.length / size;
    const support = Math.max(1, scale);
    return Array.from({ length: size }, (_, i) => {
      let [sum, total] = [0, 0];
      row.forEach((value, j) => {
        const weight = Math.max(0, 1 - Math.abs(j + 0.5 - (i + 0.5) * scale) / support);
        sum += weight * value;
        total += weight;
      });
      return sum / total;
    });
  });
}

function blurred(plane: number[][], sigma: number): number[][] {
  return transposed(blurredRows(transposed(blurredRows(plane, sigma)), sigma));
}

function blurredRows(plane: number[][], sigma: number): number[][] {
  return plane.map((row) => {
    const last = row.length - 1;
    const radius = Math.min(last, Math.max(1, Math.floor(Math.floor(row.length / 10) / 2)));
    return row.map((_, i) => {
      let [sum, total] = [0, 0];
      for (let d = -radius; d <= radius; d++) {
        const weight = Math.exp(-(d * d) / (2 * sigma * sigma));
        const place = Math.abs(i + d);
        sum += weight * row[place > last ? 2 * last - place : place];
        total += weight;
      }
      return sum / total;
    });
  });
}

function coloured(planes: Planes, draw: ImageDraw): Planes {
  const bright = mapColours(planes, (colour) => colour.map((v) => v * draw.brightness));
  const lumas = pixelsOf(bright).map(luma);
  const mean = lumas.reduce((a, b) => a + b) / lumas.length;
  return mapColours(bright, (colour) => {
    const contrasted = colour.map((v) => draw.contrast * v + (1 - draw.contrast) * mean);
    if (colour.length === 1) return contrasted;
    const gray = luma(contrasted);
    const saturated = contrasted.map((v) => draw.saturation * v + (1 - draw.saturation) * gray);
    const turned = turnHue(saturated, draw.hue);
    return draw.gray ? turned.map(() => luma(turned)) : turned;
  });
}

/** Turns (I, Q) and solves for the colour that has them and the same luma. */
function turnHue([r, g, b]: number[], turns: number): number[] {
  const [i, q] = [0.5959 * r - 0.2746 * g - 0.3213 * b, 0.2115 * r - 0.5227 * g + 0.3112 * b];
  const [cos, sin] = [Math.cos(2 * Math.PI * turns), Math.sin(2 * Math.PI * turns)];
  return solve3(
    [lumaWeights, [0.5959, -0.2746, -0.3213], [0.2115, -0.5227, 0.3112]],
    [luma([r, g, b]), cos * i + sin * q, cos * q - sin * i],
  );
}

/** Cramer's rule. */
function solve3(matrix: number[][], right: number[]): number[] {
  const determinant = ([a, b, c]: number[][]): number =>
    a[0] * (b[1] * c[2] - b[2] * c[1]) -
    a[1] * (b[0] * c[2] - b[2] * c[0]) +
    a[2] * (b[0] * c[1] - b[1] * c[0]);
  return [0, 1, 2].map(
    (column) =>
      determinant(matrix.map((row, i) => row.map((v, j) => (j === column ? right[i] : v)))) /
      determinant(matrix),
  );
}

function clipped(planes: Planes): Planes {
  return planes.map((plane) => plane.map((row) => row.map((v) => Math.min(1, Math.max(0, v)))));
}

function solarizedAndErased(planes: Planes, { solarize, erased }: ImageDraw): Planes {
  const gone = (y: number, x: number): boolean =>
    erased !== undefined &&
    y >= erased.top &&
    y < erased.top + erased.height &&
    x >= erased.left &&
    x < erased.left + erased.width;
  return planes.map((plane) =>
    plane.map((row, y) => row.map((v, x) => (gone(y, x) ? 0 : solarize && v >= 0.5 ? 1 - v : v))),
  );
}

function luma(colour: number[]): number {
  return colour.length === 1
    ? colour[0]
    : colour.reduce((sum, v, c) => sum + v * lumaWeights[c], 0);
}

function pixelsOf(planes: Planes): number[][] {
  return planes[0].flatMap((row, y) => row.map((_, x) => planes.map((plane) => plane[y][x])));
}

function mapColours(planes: Planes, change: (colour: number[]) => number[]): Planes {
  const width = planes[0][0].length;
  const colours = pixelsOf(planes).map(change);
  return cube(planes.length, planes[0].length, width, (c, y, x) => colours[y * width + x][c]);
}

function transposed(plane: number[][]): number[][] {
  return plane[0].map((_, x) => plane.map((row) => row[x]));
}

function cube(
  channels: number,
  height: number,
  width: number,
  value: (c: number, y: number, x: number) => number,
): Planes {
  return Array.from({ length: channels }, (_, c) =>
    Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (_, x) => value(c, y, x)),
    ),
  );
}
