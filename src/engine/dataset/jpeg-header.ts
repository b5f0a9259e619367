// The frame header of a JPEG file (ITU-T T.81, annex B): size and number of components.
import type { ImageHeader } from './image-header';

/** Walks the segments up to the start of frame. Throws where the file ends before it. */
export function readJpegHeader(view: DataView): ImageHeader {
  let at = 2;
  while (at + 10 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) throw new Error('The JPEG header is damaged.');
    const marker = view.getUint8(at + 1);
    if (isStartOfFrame(marker)) {
      return {
        format: 'jpeg',
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        grey: view.getUint8(at + 9) === 1,
      };
    }
    // A marker may be preceded by any number of fill bytes 0xFF.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  throw new Error('The JPEG header is cut off.');
}

/** SOF0 … SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
