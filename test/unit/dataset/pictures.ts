// Encoded images made for the tests.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { crc32, deflateSync } from 'node:zlib';

import jpegFactory from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import { defaultOptions as jpegOptions } from '@jsquash/jpeg/meta.js';
import webpFactory from '@jsquash/webp/codec/enc/webp_enc.js';
import { defaultOptions as webpOptions } from '@jsquash/webp/meta.js';
import { encode } from 'fast-png';

interface Encoder {
  encode(rgba: Uint8ClampedArray, width: number, height: number, options: object): Uint8Array;
}
type Factory = (options: { wasmBinary: Uint8Array; noInitialRun: true }) => Promise<Encoder>;

async function encoder(factory: unknown, wasm: string): Promise<Encoder> {
  const wasmBinary = readFileSync(createRequire(import.meta.url).resolve(wasm));
  return (factory as Factory)({ wasmBinary, noInitialRun: true });
}

/** Colour of the pixel at (x, y). */
export type Painter = (x: number, y: number) => readonly number[];

function paint(width: number, height: number, painter: Painter): number[] {
  return Array.from({ length: width * height }, (_, i) =>
    painter(i % width, Math.floor(i / width)),
  ).flat();
}

/** The number of channels is that of the painter's colours. */
export function png(
  width: number,
  height: number,
  painter: Painter,
  depth: 8 | 16 = 8,
): Uint8Array {
  const values = paint(width, height, painter);
  const data = depth === 8 ? Uint8Array.from(values) : Uint16Array.from(values);
  return encode({ width, height, data, depth, channels: painter(0, 0).length });
}

/** A PNG chunk by chunk, for what the library does not write. `rows`: filtered rows, uncompressed. */
export function rawPng(
  header: readonly [width: number, height: number, depth: number, colourType: number],
  rows: readonly number[] | Uint8Array,
  chunks: readonly (readonly [type: string, body: readonly number[]])[] = [],
): Uint8Array {
  const [width, height, depth, colourType] = header;
  const start = Buffer.alloc(13);
  start.writeUInt32BE(width, 0);
  start.writeUInt32BE(height, 4);
  start.set([depth, colourType, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', start),
    ...chunks.map(([type, body]) => chunk(type, Uint8Array.from(body))),
    chunk('IDAT', deflateSync(Uint8Array.from(rows))),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(type: string, body: Uint8Array): Buffer {
  const middle = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(middle));
  return Buffer.concat([length, middle, check]);
}

/** The painter gives red, green, blue. */
export async function jpeg(
  width: number,
  height: number,
  painter: Painter,
  grey = false,
): Promise<Uint8Array> {
  const codec = await encoder(jpegFactory, '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm');
  const rgba = Uint8ClampedArray.from(paint(width, height, (x, y) => [...painter(x, y), 255]));
  // Colour space 1 is grey in mozjpeg's counting.
  const options = { ...jpegOptions, quality: 100, ...(grey && { color_space: 1 }) };
  return codec.encode(rgba, width, height, options).slice();
}

/** The painter gives red, green, blue, alpha. Lossless. */
export async function webp(width: number, height: number, painter: Painter): Promise<Uint8Array> {
  const codec = await encoder(webpFactory, '@jsquash/webp/codec/enc/webp_enc.wasm');
  const rgba = Uint8ClampedArray.from(paint(width, height, painter));
  return codec.encode(rgba, width, height, { ...webpOptions, lossless: 1, exact: 1 }).slice();
}

/** A TIFF block with nothing but the orientation (1 … 8). */
export function exif(orientation: number): Uint8Array {
  const tiff = Buffer.from(
    'MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0?\0\0\0\0\0\0',
    'latin1',
  );
  tiff[19] = orientation;
  return tiff;
}

/** The JPEG with an EXIF block that asks for the orientation. */
export function oriented(file: Uint8Array, orientation: number): Uint8Array {
  const block = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(orientation)]);
  const segment = Buffer.from([0xff, 0xe1, 0, block.length + 2]);
  return Buffer.concat([file.subarray(0, 2), segment, block, file.subarray(2)]);
}
