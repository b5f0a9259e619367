// JPEG to pixels, by mozjpeg.
import moduleFactory from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import wasm from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';

import { onWhite, type ImagePixels } from './image-pixels';
import { WasmDecoder, type ModuleFactory, type RgbaImage } from './wasm-decoder';

interface JpegModule {
  decode(file: Uint8Array, applyOrientation: boolean): RgbaImage | null;
}

// The package's own types miss their declarations.
const factory: unknown = moduleFactory;

const decoder = new WasmDecoder<JpegModule>(
  factory as ModuleFactory<JpegModule>,
  wasm,
  (module, file) => module.decode(file, false),
);

/** As stored: orientation is applied by the caller. `grey` as the header says. */
export async function decodeJpeg(file: Uint8Array, grey: boolean): Promise<ImagePixels> {
  const { data, width, height } = await decoder.decode(file);
  return onWhite(data, width, height, grey ? 1 : 3);
}
