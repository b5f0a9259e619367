// Takes out of a wheel what is kept of it.
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../input-error';
import { demandSpace, type FreeSpace } from './free-space';
import { withWheel } from './wheel';

export interface UnpackOptions {
  readonly signal: AbortSignal;
  readonly freeSpace: FreeSpace;
  /** Bytes that are unpacked, and in all. */
  readonly onProgress: (done: number, total: number) => void;
}

export interface UnpackedWheel {
  /** Paths below the folder, and the bytes of each. */
  readonly files: Readonly<Record<string, number>>;
  /** The wheel's METADATA. */
  readonly metadata: string;
}

/**
 * @param placeOf gives the path of an entry below `folder`, or nothing for one that is left out.
 * @throws InputError where the disk has no room, or the wheel is damaged.
 */
export const unpack = (
  wheelFile: string,
  folder: string,
  placeOf: (entry: string) => string | undefined,
  { signal, freeSpace, onProgress }: UnpackOptions,
): Promise<UnpackedWheel> =>
  withWheel(wheelFile, async (wheel) => {
    const kept = wheel.names.flatMap((entry) => {
      const path = placeOf(entry);
      return path === undefined ? [] : [{ entry, path, bytes: wheel.sizeOf(entry) }];
    });
    const total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    await mkdir(folder, { recursive: true });
    await demandSpace(folder, total, 'unpacking it', freeSpace);
    let done = 0;
    const onBytes = (count: number): void => {
      onProgress((done += count), total);
    };
    for (const { entry, path } of kept) {
      const target = join(folder, path);
      await wheel.extract(entry, target, { signal, onBytes });
      if (path.includes('/bin/')) await chmod(target, 0o755);
    }
    return {
      files: Object.fromEntries(kept.map(({ path, bytes }) => [path, bytes])),
      metadata: await wheel.infoText('METADATA'),
    };
  });

/** @throws InputError where a wheel lacks a file without which nothing works. */
export function demandFiles(
  { files }: UnpackedWheel,
  names: readonly string[],
  wheelFile: string,
): void {
  const missing = names.filter((name) => !(name in files));
  if (missing.length > 0)
    throw new InputError(
      `this wheel has no ${missing.join(' and no ')}: name another index with --index, or of TensorFlow another --version`,
      {
        file: wheelFile,
      },
    );
}
