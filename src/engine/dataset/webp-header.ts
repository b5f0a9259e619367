// The size of a WebP image (RFC 9649): extended, lossless or lossy.
import type { ImageHeader } from './image-header';

/** Throws where the first chunk is none of the three or is cut off. */
export function readWebpHeader(view: DataView): ImageHeader {
  if (view.byteLength < 30) throw new Error('The WebP header is cut off.');
  return { format: 'webp', grey: false, ...size(view) };
}

function size(view: DataView): { width: number; height: number } {
  switch (view.getUint32(12)) {
    case tag('VP8X'):
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    case tag('VP8L'): {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case tag('VP8 '):
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    default:
      throw new Error('The WebP header is damaged.');
  }
}

function tag(name: string): number {
  return Buffer.from(name, 'latin1').readUInt32BE();
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
