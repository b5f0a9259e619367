// Writes .npy arrays (version 1.0, little-endian, C order).
import { rename, writeFile } from 'node:fs/promises';

/** Throws where `shape` does not fit the data. */
export function encodeNpy(shape: readonly number[], data: Float32Array | Int32Array): Uint8Array {
  const length = shape.reduce((product, extent) => product * extent, 1);
  if (length !== data.length) {
    throw new RangeError(`${data.length} numbers are no array of shape ${shape.join(' × ')}.`);
  }
  const type = data instanceof Float32Array ? '<f4' : '<i4';
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const fields = `{'descr': '${type}', 'fortran_order': False, 'shape': (${extents}), }`;
  // The numbers begin at a multiple of 64 bytes; the header ends with a line feed.
  const end = Math.ceil((10 + fields.length + 1) / 64) * 64;
  const header = Buffer.from(`\x93NUMPY\x01\x00..${fields.padEnd(end - 11)}\n`, 'latin1');
  header.writeUInt16LE(end - 10, 8);
  return Buffer.concat([header, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]);
}

/** Under a temporary name first, so that the file is there whole or not at all. */
export async function writeNpy(
  file: string,
  shape: readonly number[],
  data: Float32Array | Int32Array,
): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, encodeNpy(shape, data));
  await rename(temporary, file);
}
