// Gzipped files: their first bytes, and all of them as a plain file in the cache.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

import { InputError } from '../input-error';
import { CacheWriter } from './cache-file';

/** Deflate's best: one byte for 1032. */
const greatestRatio = 1032;

export function isGzipName(file: string): boolean {
  return file.endsWith('.gz');
}

/** At least `length` bytes from the start, fewer where the file ends. Throws InputError where it is damaged. */
export async function gunzipStart(file: string, length: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of gunzip(file)) {
    pieces.push(piece);
    total += piece.length;
    if (total >= length) break;
  }
  return Buffer.concat(pieces);
}

/**
 * Unpacks `file` to `target`, which must come out `expected` bytes long. Throws InputError where the
 * stream is damaged, longer or shorter; a length that cannot be true is refused before anything is written.
 */
export async function gunzipTo(
  file: string,
  target: string,
  expected: number,
  signal?: AbortSignal,
): Promise<void> {
  const { size } = await stat(file);
  if (expected > size * greatestRatio) throw wrongLength(file, expected);
  const writer = await CacheWriter.create(target);
  try {
    let length = 0;
    for await (const piece of gunzip(file)) {
      signal?.throwIfAborted();
      if (length + piece.length > expected) throw wrongLength(file, expected);
      await writer.write(piece, length);
      length += piece.length;
    }
    if (length < expected) throw wrongLength(file, expected);
    await writer.publish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

function wrongLength(file: string, expected: number): InputError {
  return new InputError(
    `The header promises ${expected} bytes, which is not what the file holds: copy it again.`,
    { file },
  );
}

async function* gunzip(file: string): AsyncGenerator<Uint8Array> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  // A stream's errors do not travel through a pipe.
  source.on('error', (error) => unpacked.destroy(error));
  try {
    for await (const piece of source.pipe(unpacked)) yield piece as Uint8Array;
  } catch (error) {
    const damaged =
      error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    if (!damaged) throw error;
    throw new InputError('The gzip stream is damaged: copy the file again.', { file });
  } finally {
    source.destroy();
  }
}
