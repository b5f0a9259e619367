// Folders named by epoch, `0010`, in `checkpoints/` and in `epochs/`.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export const epochFolder = (parent: string, epoch: number): string =>
  join(parent, String(epoch).padStart(4, '0'));

/** Epochs that have a folder, rising; none where the parent is missing. */
export async function listEpochs(parent: string): Promise<number[]> {
  const names: string[] = await readdir(parent).catch(() => []);
  return names
    .filter((name) => /^(\d{4}|[1-9]\d{4,})$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** Removes the folders of the epochs after `epoch`. */
export async function removeEpochsAfter(parent: string, epoch: number): Promise<void> {
  const later = (await listEpochs(parent)).filter((other) => other > epoch);
  for (const other of later) await rm(epochFolder(parent, other), { recursive: true });
}
