// IDX, the format of MNIST: 0, 0, type, number of axes, their extents as uint32, then the numbers, big-endian.
import { open, stat } from 'node:fs/promises';

import { InputError } from '../input-error';
import { gunzipStart, gunzipTo, isGzipName } from './gzip';
import { numberWidth, type NumberType } from './number-types';
import type { RawArray } from './raw-array';

const types: Readonly<Partial<Record<number, NumberType>>> = {
  0x08: 'u1',
  0x09: 'i1',
  0x0b: 'i2',
  0x0c: 'i4',
  0x0d: 'f4',
  0x0e: 'f8',
};

/**
 * `unpackTo`: where the plain file goes if this one is gzipped. Throws InputError where the file is
 * no IDX or its length is not what the header says.
 */
export async function openIdx(
  file: string,
  unpackTo: string,
  signal?: AbortSignal,
): Promise<RawArray> {
  const gzipped = isGzipName(file);
  const header = await readIdxHeader(file);
  const length = header.shape.reduce(
    (product, extent) => product * extent,
    numberWidth(header.type),
  );
  const expected = header.dataOffset + length;
  const plain = gzipped ? unpackTo : file;
  const found = await lengthOf(plain);
  if (gzipped && found !== expected) await gunzipTo(file, unpackTo, expected, signal);
  if (!gzipped && found !== expected) {
    throw new InputError(
      `The header promises ${expected} bytes (${header.shape.join(' × ')}) but the file has ${found}: copy it again.`,
      { file },
    );
  }
  return { ...header, file: plain };
}

/** Throws InputError where the file is no IDX. */
export async function readIdxHeader(file: string): Promise<Header> {
  return parse(isGzipName(file) ? await gunzipStart(file, headerLimit) : await start(file), file);
}

/** Four bytes and four extents. */
const headerLimit = 20;

type Header = Omit<RawArray, 'file'>;

function parse(bytes: Uint8Array, file: string): Header {
  const type = bytes[0] === 0 && bytes[1] === 0 ? types[bytes[2]] : undefined;
  const axes = bytes[3];
  if (bytes.length < 4 || type === undefined || axes < 1 || axes > 4) {
    throw new InputError('This is no IDX file of one to four axes.', { file });
  }
  const dataOffset = 4 + 4 * axes;
  if (bytes.length < dataOffset) throw new InputError('The IDX header is cut off.', { file });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  return { type, littleEndian: false, fortranOrder: false, shape, dataOffset };
}

async function start(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const bytes = new Uint8Array(headerLimit);
    return bytes.subarray(0, (await handle.read(bytes, 0, headerLimit, 0)).bytesRead);
  } finally {
    await handle.close();
  }
}

async function lengthOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}
