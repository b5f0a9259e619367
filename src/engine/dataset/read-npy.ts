// Reads a whole .npy array into memory.
import { readFile } from 'node:fs/promises';

import { parseNpyHeader } from './npy-header';
import { numberWidth, readNumbers, type NumberType } from './number-types';

export type NpyData = Float32Array | Float64Array | Int32Array | Uint8Array;

/** `data` in C order: the last index runs fastest. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: NpyData;
}

/**
 * float16 and float32 come as Float32Array, uint8 and bool as Uint8Array, other integers up to 32 bits
 * as Int32Array, the rest as Float64Array. Throws InputError naming `name` where the array is damaged,
 * lies about its size, or holds no numbers.
 */
export function decodeNpy(bytes: Uint8Array, name = 'array'): NpyArray {
  const header = parseNpyHeader(bytes, bytes.length, name);
  const { shape, dataOffset, type } = header;
  const length = shape.reduce((product, extent) => product * extent, 1);
  const data = emptyArray(type, length);
  readNumbers(bytes.subarray(dataOffset, dataOffset + length * numberWidth(type)), header, data);
  return { shape, data: header.fortranOrder ? fromFortranOrder(data, shape) : data };
}

/** As `decodeNpy`, from a file. */
export async function readNpy(file: string): Promise<NpyArray> {
  return decodeNpy(await readFile(file), file);
}

function emptyArray(type: NumberType, length: number): NpyData {
  if (type === 'f4' || type === 'f2') return new Float32Array(length);
  if (type === 'u1' || type === 'b1') return new Uint8Array(length);
  if (['i1', 'i2', 'u2', 'i4'].includes(type)) return new Int32Array(length);
  return new Float64Array(length);
}

function fromFortranOrder(data: NpyData, shape: readonly number[]): NpyData {
  const result = data.slice();
  const index = shape.map(() => 0);
  for (let to = 0; to < data.length; to++) {
    let from = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) from = from * shape[axis] + index[axis];
    result[to] = data[from];
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) {
      index[axis] = 0;
    }
  }
  return result;
}
