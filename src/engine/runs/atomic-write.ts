// Files and folders that appear complete or not at all, whenever the process is killed.
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

let count = 0;

/** A name beside `path` that no reader looks at and no other process uses. */
export const temporaryName = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}-${count++}.tmp`);

/** True for names that `temporaryName` gives. */
export const isTemporary = (name: string): boolean => /^\..+\.tmp$/.test(name);

/** Replaces a file by `bytes`; they are on the disk before the name shows them. */
export async function writeAtomically(path: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = temporaryName(path);
  try {
    await writeSynced(temporary, bytes);
    await renameFirmly(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Replaces a folder by one with these files, by their names. */
export async function writeFolderAtomically(
  path: string,
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<void> {
  const temporary = temporaryName(path);
  await mkdir(temporary, { recursive: true });
  try {
    for (const [name, bytes] of files) await writeSynced(join(temporary, name), bytes);
    await syncFolder(temporary);
    await replaceFolder(temporary, path);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes what a killed process left half written in a folder; a folder that is missing is clean. */
export async function removeTemporaries(folder: string): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => []);
  for (const name of names.filter(isTemporary))
    await rm(join(folder, name), { recursive: true, force: true });
}

async function replaceFolder(from: string, to: string): Promise<void> {
  const old = temporaryName(to);
  const moved = await rename(to, old).then(
    () => true,
    () => false,
  );
  await renameFirmly(from, to);
  if (moved) await rm(old, { recursive: true, force: true });
}

async function writeSynced(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows refuses a rename while a virus scanner or a reader holds the file: tries again. */
async function renameFirmly(from: string, to: string): Promise<void> {
  for (const wait of [20, 80, 320]) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (process.platform !== 'win32' || (code !== 'EPERM' && code !== 'EBUSY')) throw error;
      await pause(wait);
    }
  }
  await rename(from, to);
}

/** Makes a rename outlive a power cut, where the system can. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
