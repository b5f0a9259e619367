// Whether a disk has room for what is about to be written, asked before it is.
import { statfs } from 'node:fs/promises';
import { InputError } from '../input-error';
import { sizeText } from './size-text';

/** Bytes that a person's process may still write where a folder lies. */
export type FreeSpace = (folder: string) => Promise<number>;

export const freeSpace: FreeSpace = async (folder) => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** @throws InputError where there is less room than that. */
export async function demandSpace(
  folder: string,
  bytes: number,
  what: string,
  free: FreeSpace,
): Promise<void> {
  const room = await free(folder);
  if (room >= bytes) return;
  throw new InputError(
    `${what} needs ${sizeText(bytes)} and the disk has ${sizeText(room)} left: make room, or set NEGATIVE_SPACE_RUNTIMES to a folder on another disk`,
    { file: folder },
  );
}
