// EXIF orientation: which way the camera was held, and the pixels turned upright.
import { loadView } from 'exifreader';

import type { ImagePixels } from './image-pixels';

/** 1 … 8 as EXIF 2.32 §4.6.4 counts them (tag 0x0112); 1 = upright as stored. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** The orientation an encoded PNG, JPEG or WebP file asks for; 1 where it says nothing. */
export function readOrientation(file: Uint8Array): Orientation {
  if (!mayHoldExif(file)) return 1;
  try {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const tags: { Orientation?: { value: unknown } } = loadView(view, {
      includeTags: { exif: ['Orientation'] },
    });
    const value = tags.Orientation?.value;
    return isOrientation(value) ? value : 1;
  } catch {
    // Broken metadata is no broken image.
    return 1;
  }
}

/** JPEG names the block `Exif`, PNG `eXIf`, WebP `EXIF`. */
function mayHoldExif(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  return ['Exif', 'eXIf', 'EXIF'].some((name) => bytes.includes(name, 0, 'latin1'));
}

function isOrientation(value: unknown): value is Orientation {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 8;
}

/** Whether width and height change places. */
export function swapsSides(orientation: Orientation): boolean {
  return orientation >= 5;
}

/** The image as it was seen. */
export function upright(image: ImagePixels, orientation: Orientation): ImagePixels {
  if (orientation === 1) return image;
  const { channels } = image;
  const [width, height] = swapsSides(orientation)
    ? [image.height, image.width]
    : [image.width, image.height];
  const data = new Uint8Array(image.data.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = storedPixel(x, y, image.width, image.height, orientation) * channels;
      for (let channel = 0; channel < channels; channel++) data[at++] = image.data[from + channel];
    }
  }
  return { width, height, channels, data };
}

/** Index of the stored pixel that belongs at (x, y) of the upright image. */
function storedPixel(x: number, y: number, w: number, h: number, orientation: Orientation): number {
  const [right, bottom] = [w - 1, h - 1];
  switch (orientation) {
    case 1:
      return y * w + x;
    case 2:
      return y * w + right - x;
    case 3:
      return (bottom - y) * w + right - x;
    case 4:
      return (bottom - y) * w + x;
    case 5:
      return x * w + y;
    case 6:
      return (bottom - x) * w + y;
    case 7:
      return (bottom - x) * w + right - y;
    case 8:
      return x * w + right - y;
  }
}
