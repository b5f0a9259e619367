// Samples as they are stored: pictures as RGBA, vectors as numbers.
import type { Picture } from '../../protocol/run-view';
import { sampleSize } from '../dataset/dataset';
import type { OpenedData } from './run-data';

/** What stands for a picture that cannot be read. */
export const noPicture = (index: number): Picture => ({
  index,
  width: 0,
  height: 0,
  pixels: new Uint8ClampedArray(),
});

/** `value(pixel, channel)` in 0 … 255; one channel is gray. */
export function rgba(
  index: number,
  [height, width, channels]: readonly number[],
  value: (pixel: number, channel: number) => number,
): Picture {
  const pixels = new Uint8ClampedArray(4 * height * width).fill(255);
  for (let pixel = 0; pixel < height * width; pixel++)
    for (let channel = 0; channel < 3; channel++)
      pixels[4 * pixel + channel] = value(pixel, channels === 1 ? 0 : channel);
  return { index, width, height, pixels };
}

/** In the order of `rows` of the run; those that are no longer there are empty. */
export async function readPictures(
  { data: { train }, rowOf }: OpenedData,
  rows: readonly number[],
): Promise<Picture[]> {
  const there = rows.map(rowOf).filter((row) => row !== undefined);
  const size = sampleSize(train);
  const bytes = new Uint8Array(there.length * size);
  await train.read(there, bytes);
  const channels = train.sampleShape[2];
  let next = 0;
  return rows.map((row) => {
    if (rowOf(row) === undefined) return noPicture(row);
    const start = size * next++;
    return rgba(
      row,
      train.sampleShape,
      (pixel, channel) => bytes[start + pixel * channels + channel],
    );
  });
}

/** In the order of `rows` of the run; those that are no longer there are empty. */
export async function readValues(
  { data: { train }, rowOf }: OpenedData,
  rows: readonly number[],
): Promise<Float32Array[]> {
  const size = sampleSize(train);
  return Promise.all(
    rows.map(async (row) => {
      const place = rowOf(row);
      const values = new Float32Array(place === undefined ? 0 : size);
      if (place !== undefined) await train.read([place], values);
      return values;
    }),
  );
}
