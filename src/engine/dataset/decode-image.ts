// One encoded image to upright pixels, whatever its format.
import { decodeJpeg } from './decode-jpeg';
import { decodePng } from './decode-png';
import { decodeWebp } from './decode-webp';
import { readImageHeader, type ImageHeader } from './image-header';
import type { ImagePixels } from './image-pixels';
import { readOrientation, upright } from './orientation';

/** Transparency is laid on white. Throws an Error whose message is the reason to skip the file. */
export async function decodeImage(file: Uint8Array): Promise<ImagePixels> {
  const header = readImageHeader(file);
  const image = await decodeAs(header, file);
  if (image.width !== header.width || image.height !== header.height) {
    throw new Error('The image has another size than its header says.');
  }
  return upright(image, readOrientation(file));
}

function decodeAs({ format, grey }: ImageHeader, file: Uint8Array): Promise<ImagePixels> {
  switch (format) {
    case 'png':
      return decodePng(file);
    case 'jpeg':
      return decodeJpeg(file, grey);
    case 'webp':
      return decodeWebp(file);
  }
}
