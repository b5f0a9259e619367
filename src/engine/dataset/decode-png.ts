// PNG to pixels: every colour type and depth, at 8 bits, laid on white.
import { convertIndexedToRgb, decode, type DecodedPng } from 'fast-png';

import { blendOnWhite, type ImagePixels } from './image-pixels';
import { checkInflatedLength, pixelChunks } from './png-chunks';

/** Depths below 8 are stretched to 0 … 255, 16 bits are rounded to 8. Throws where the file is damaged. */
export async function decodePng(file: Uint8Array): Promise<ImagePixels> {
  const chunks = pixelChunks(file);
  await checkInflatedLength(chunks, inflatedLength(chunks));
  const png = decode(chunks, { checkCrc: true });
  if (png.palette) return fromPalette(png, png.palette[0].length === 4);
  const values = png.depth < 8 ? unpack(png) : png.data;
  return flatten(png, values, 2 ** png.depth - 1, png.transparency);
}

const samplesPerPixel = [1, 0, 3, 1, 2, 0, 4];

/** At most: the rows with one filter byte each, and for Adam7 (seven passes) what their ends add. */
function inflatedLength(png: Uint8Array): number {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, colourType, interlaced] = [png[24], png[25], png[28] === 1];
  if (interlaced && depth < 8) {
    throw new Error('Interlaced PNG of fewer than 8 bits is not supported: save it again.');
  }
  const row = 1 + Math.ceil((width * depth * samplesPerPixel[colourType]) / 8);
  return interlaced ? 2 * row * height + 64 : row * height;
}

function fromPalette(png: DecodedPng, alpha: boolean): ImagePixels {
  return flatten({ ...png, channels: alpha ? 4 : 3 }, convertIndexedToRgb(png), 255, undefined);
}

/** `key`, where given, is the one colour that is fully transparent, in stored values. */
function flatten(
  { width, height, channels: stored }: DecodedPng,
  values: ArrayLike<number>,
  maximum: number,
  key: ArrayLike<number> | undefined,
): ImagePixels {
  const channels = stored < 3 ? 1 : 3;
  const data = new Uint8Array(width * height * channels);
  const scale = 255 / maximum;
  for (let from = 0, at = 0; at < data.length; from += stored) {
    const alpha = stored > channels ? values[from + channels] * scale : opacity(values, from, key);
    for (let channel = 0; channel < channels; channel++) {
      data[at++] = Math.round(blendOnWhite(values[from + channel] * scale, alpha));
    }
  }
  return { width, height, channels, data };
}

function opacity(values: ArrayLike<number>, from: number, key?: ArrayLike<number>): number {
  if (key === undefined) return 255;
  for (let channel = 0; channel < key.length; channel++) {
    if (values[from + channel] !== key[channel]) return 255;
  }
  return 0;
}

/** Grey of 1, 2 or 4 bits: several pixels a byte, the leftmost in the high bits, rows on whole bytes. */
function unpack({ width, height, depth, data }: DecodedPng): Uint8Array {
  const values = new Uint8Array(width * height);
  const perByte = 8 / depth;
  const rowBytes = Math.ceil(width / perByte);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = data[y * rowBytes + Math.floor(x / perByte)];
      values[at++] = (byte >> (8 - depth * ((x % perByte) + 1))) & (2 ** depth - 1);
    }
  }
  return values;
}
