// Scale and centre-crop to a given size, antialiased: a triangle as wide as the step (bilinear when enlarging).
import type { ImagePixels } from './image-pixels';

/** The whole image is scaled until it just covers height × width; what sticks out is cut off evenly. */
export function coverAndCrop(image: ImagePixels, height: number, width: number): ImagePixels {
  if (image.height === height && image.width === width) return image;
  const step = Math.min(image.width / width, image.height / height);
  const columns = taps(image.width, width, step);
  const rows = taps(image.height, height, step);
  return { ...image, height, width, data: blend(image, columns, rows) };
}

/** Where one output pixel takes its light from: source pixels from `first` on, weights that sum to 1. */
interface Taps {
  readonly first: number;
  readonly weights: Float32Array;
}

function taps(source: number, target: number, step: number): Taps[] {
  const offset = (source - target * step) / 2;
  const reach = Math.max(1, step);
  return Array.from({ length: target }, (_, i) => {
    const centre = offset + (i + 0.5) * step;
    const first = Math.max(0, Math.round(centre - reach));
    const end = Math.min(source, Math.round(centre + reach));
    const weights = new Float32Array(Math.max(1, end - first));
    for (let j = 0; j < weights.length; j++) {
      weights[j] = Math.max(0, 1 - Math.abs(first + j + 0.5 - centre) / reach);
    }
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first: Math.min(first, source - 1), weights: weights.map((weight) => weight / sum) };
  });
}

/** Rows first: each needed source row is shrunk once and added to the output rows that want it. */
function blend({ data, width, channels }: ImagePixels, columns: Taps[], rows: Taps[]): Uint8Array {
  const rowSize = columns.length * channels;
  const shrunk = new Map<number, Float32Array>();
  const result = new Uint8Array(rows.length * rowSize);
  rows.forEach(({ first, weights }, y) => {
    const sum = new Float32Array(rowSize);
    weights.forEach((weight, j) => {
      const row = shrunk.get(first + j) ?? shrinkRow(data, (first + j) * width, channels, columns);
      shrunk.set(first + j, row);
      for (let i = 0; i < rowSize; i++) sum[i] += weight * row[i];
    });
    for (let i = 0; i < rowSize; i++) result[y * rowSize + i] = Math.round(sum[i]);
    for (const done of shrunk.keys()) if (done < first) shrunk.delete(done);
  });
  return result;
}

function shrinkRow(
  data: Uint8Array,
  start: number,
  channels: number,
  columns: Taps[],
): Float32Array {
  const row = new Float32Array(columns.length * channels);
  columns.forEach(({ first, weights }, x) => {
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let j = 0; j < weights.length; j++) {
        sum += weights[j] * data[(start + first + j) * channels + channel];
      }
      row[x * channels + channel] = sum;
    }
  });
  return row;
}
