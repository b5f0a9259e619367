// WebP to pixels, by libwebp.
import moduleFactory from '@jsquash/webp/codec/dec/webp_dec.js';
import wasm from '@jsquash/webp/codec/dec/webp_dec.wasm';

import { onWhite, type ImagePixels } from './image-pixels';
import { WasmDecoder, type ModuleFactory, type RgbaImage } from './wasm-decoder';

interface WebpModule {
  decode(file: Uint8Array): RgbaImage | null;
}

// The package's own types miss their declarations.
const factory: unknown = moduleFactory;

const decoder = new WasmDecoder<WebpModule>(
  factory as ModuleFactory<WebpModule>,
  wasm,
  (module, file) => module.decode(file),
);

/** As stored: orientation is applied by the caller. An animation is refused by the codec. */
export async function decodeWebp(file: Uint8Array): Promise<ImagePixels> {
  const { data, width, height } = await decoder.decode(file);
  return onWhite(data, width, height, 3);
}
