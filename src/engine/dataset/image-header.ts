// Size and kind of a PNG, JPEG or WebP file, read from its first bytes before anything is decoded.
import { readJpegHeader } from './jpeg-header';
import { readWebpHeader } from './webp-header';

export interface ImageHeader {
  readonly format: 'png' | 'jpeg' | 'webp';
  /** Pixels as stored, before EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** Stored as shades of grey; a colour file that happens to look grey is not. */
  readonly grey: boolean;
}

/** What one image may take in memory: 100 megapixels. */
const maximumPixels = 100e6;

/** Throws an Error whose message is the reason to skip the file. */
export function readImageHeader(file: Uint8Array): ImageHeader {
  if (file.length === 0) throw new Error('The file is empty.');
  const header = readers.find(({ starts }) => starts(file))?.read(viewOf(file));
  if (header === undefined) throw new Error('This is no PNG, JPEG or WebP file.');
  const { width, height } = header;
  if (width === 0 || height === 0) throw new Error('The image has no pixels.');
  if (width * height > maximumPixels) {
    throw new Error(`The image claims ${width} × ${height} pixels; 100 megapixels is the limit.`);
  }
  return header;
}

const readers = [
  { starts: (file: Uint8Array) => hasText(file, 1, 'PNG\r\n\x1a\n'), read: readPngHeader },
  { starts: (file: Uint8Array) => file[0] === 0xff && file[1] === 0xd8, read: readJpegHeader },
  { starts: (file: Uint8Array) => hasText(file, 8, 'WEBP'), read: readWebpHeader },
];

/** PNG specification §11.2.2: IHDR comes first; colour type 0 is grey, 4 is grey with alpha. */
function readPngHeader(view: DataView): ImageHeader {
  if (view.byteLength < 33) throw new Error('The PNG header is cut off.');
  const colourType = view.getUint8(25);
  return {
    format: 'png',
    width: view.getUint32(16),
    height: view.getUint32(20),
    grey: colourType === 0 || colourType === 4,
  };
}

function hasText(file: Uint8Array, at: number, text: string): boolean {
  return Buffer.from(file.subarray(at, at + text.length)).toString('latin1') === text;
}

function viewOf(file: Uint8Array): DataView {
  return new DataView(file.buffer, file.byteOffset, file.byteLength);
}
