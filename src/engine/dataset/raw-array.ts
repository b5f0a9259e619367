// An array of samples as it lies in a file, read by position and converted on the way.
import { open, type FileHandle } from 'node:fs/promises';

import { InputError } from '../input-error';
import { numberWidth, readNumbers, type NumberFormat } from './number-types';
import { readFully, type Samples, type SampleStore } from './samples';

/** `shape[0]` samples. `fortranOrder`: the first index runs fastest. */
export interface RawArray extends NumberFormat {
  readonly file: string;
  readonly dataOffset: number;
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
}

/** Shape of one sample and what it is, or InputError where the array is neither images nor vectors. */
export function sampleKind({ shape, type, file }: RawArray): {
  readonly kind: 'image' | 'vector';
  readonly sampleShape: readonly number[];
} {
  const [, ...rest] = shape;
  if (shape.length === 2) return { kind: 'vector', sampleShape: rest };
  if (type === 'u1' && shape.length === 3) return { kind: 'image', sampleShape: [...rest, 1] };
  if (type === 'u1' && shape.length === 4 && (rest[2] === 1 || rest[2] === 3)) {
    return { kind: 'image', sampleShape: rest };
  }
  throw new InputError(
    `An array of shape ${shape.join(' × ')} (${type}) is no dataset: give vectors as samples × width, ` +
      'or uint8 images as samples × height × width, with 1 or 3 channels last.',
    { file },
  );
}

/** Opens the file. */
export async function rawStore(array: RawArray): Promise<SampleStore> {
  const handle = await open(array.file);
  const copy = array.fortranOrder ? copyAcross : copyAlong;
  return {
    copy: (first, count, into, at) => copy(handle, array, first, count, into, at),
    close: () => handle.close(),
  };
}

async function copyAlong(
  handle: FileHandle,
  array: RawArray,
  first: number,
  count: number,
  into: Samples,
  at: number,
): Promise<void> {
  const width = numberWidth(array.type);
  const size = array.shape.slice(1).reduce((product, extent) => product * extent, 1);
  // Pieces, so that reading all of a large file takes no second copy of it.
  const piece = Math.max(1, Math.floor(2 ** 22 / (size * width)));
  for (let done = 0; done < count; done += piece) {
    const rows = Math.min(piece, count - done);
    const bytes = new Uint8Array(rows * size * width);
    await readFully(handle, bytes, array.dataOffset + (first + done) * size * width);
    const start = at + done * size;
    readNumbers(bytes, array, into.subarray(start, start + rows * size));
  }
}

/** One read for each element of a sample: its values of neighbouring samples lie side by side. */
async function copyAcross(
  handle: FileHandle,
  array: RawArray,
  first: number,
  count: number,
  into: Samples,
  at: number,
): Promise<void> {
  const [samples, ...extents] = array.shape;
  const width = numberWidth(array.type);
  const size = extents.reduce((product, extent) => product * extent, 1);
  const bytes = new Uint8Array(count * width);
  const column = new Float64Array(count);
  for (let element = 0; element < size; element++) {
    const position = fortranPosition(element, extents) * samples + first;
    await readFully(handle, bytes, array.dataOffset + position * width);
    readNumbers(bytes, array, column);
    for (let i = 0; i < count; i++) into[at + i * size + element] = column[i];
  }
}

/** Where the element that is `element`-th in C order stands in Fortran order. */
function fortranPosition(element: number, extents: readonly number[]): number {
  let rest = element;
  let position = 0;
  for (let axis = extents.length - 1; axis >= 0; axis--) {
    const stride = extents.slice(0, axis).reduce((product, extent) => product * extent, 1);
    position += (rest % extents[axis]) * stride;
    rest = Math.floor(rest / extents[axis]);
  }
  return position;
}
