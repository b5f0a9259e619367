// The bytes of one encoded image, all of them or the first. Synchronous: only decoding threads read images.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A compressed image larger than this is no sample of a training set. */
const maximumFileSize = 512 * 2 ** 20;

export type EncodedSource = { readonly file: string } | { readonly bytes: Uint8Array };

/** At most `limit` bytes from the start. Throws an Error whose message is the reason to skip the file. */
export function readSource(source: EncodedSource, limit = maximumFileSize): Uint8Array {
  if ('bytes' in source) return source.bytes;
  const file = openImage(source.file);
  try {
    const { size } = fstatSync(file);
    if (size > maximumFileSize) throw new Error('The file is larger than 512 MiB.');
    const bytes = new Uint8Array(Math.min(size, limit));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

function openImage(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new Error(missing ? 'There is no such file.' : 'The file cannot be read.', {
      cause: error,
    });
  }
}
