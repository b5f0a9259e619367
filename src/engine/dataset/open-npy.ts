// A .npy file, of which only the header is read.
import { open, stat } from 'node:fs/promises';

import { npyHeaderLimit, parseNpyHeader } from './npy-header';
import type { RawArray } from './raw-array';

/** Throws InputError naming `file` where it is no array of numbers, or is cut off. */
export async function openNpy(file: string): Promise<RawArray> {
  const { size } = await stat(file);
  const handle = await open(file);
  try {
    const bytes = new Uint8Array(Math.min(size, npyHeaderLimit));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return { file, ...parseNpyHeader(bytes.subarray(0, bytesRead), size, file) };
  } finally {
    await handle.close();
  }
}
