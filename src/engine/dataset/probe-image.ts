// What an image will look like, from its first bytes where these are enough.
import type { ImageFacts, ImageSource } from './decode-job';
import { readSource, type EncodedSource } from './image-file';
import { readImageHeader, type ImageHeader } from './image-header';
import { readOrientation, swapsSides } from './orientation';

/** Enough for the header of nearly every file; profiles and previews may come before the size. */
const prefixLength = 128 * 1024;

/** Throws an Error whose message is the reason to skip the image. */
export function probeImage(source: ImageSource): ImageFacts {
  if ('pixels' in source) {
    return { height: source.height, width: source.width, grey: source.channels === 1 };
  }
  const prefix = readSource(source, prefixLength);
  const enough = prefix.length < prefixLength || isEnough(prefix);
  return facts(enough ? prefix : readSource(source satisfies EncodedSource));
}

/** WebP keeps its orientation at the end of the file. */
function isEnough(prefix: Uint8Array): boolean {
  try {
    return readImageHeader(prefix).format !== 'webp';
  } catch {
    return false;
  }
}

function facts(file: Uint8Array): ImageFacts {
  const { width, height, grey }: ImageHeader = readImageHeader(file);
  return swapsSides(readOrientation(file))
    ? { width: height, height: width, grey }
    : { width, height, grey };
}
