// Makes of a whole tree an installation.
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { INSTALLATION_FILE, type RecordedFiles } from '../runtime/installation';
import { writeAtomically } from '../runs/atomic-write';
import type { Place } from './place';
import type { Unpacked } from './state';

/**
 * Files of the tree and their bytes: those of the packages and those that were added.
 * @param scraps a folder of the tree that is left out.
 */
export async function recordedFiles(
  tree: string,
  packages: readonly Unpacked[],
  added: readonly string[],
  scraps: string | undefined,
): Promise<RecordedFiles> {
  const unpacked = packages
    .flatMap(({ files }) => Object.entries(files))
    .filter(([file]) => scraps === undefined || !file.startsWith(`${scraps}/`));
  const sizes = added.map(async (file) => [file, (await stat(join(tree, file))).size] as const);
  return Object.fromEntries([...unpacked, ...(await Promise.all(sizes))]);
}

/** From here on it is an installation, whole, under its own name. */
export async function install(
  { tree, folder, part }: Place,
  record: object,
  scraps: string | undefined,
): Promise<void> {
  if (scraps !== undefined) await rm(join(tree, scraps), { recursive: true, force: true });
  await writeAtomically(join(tree, INSTALLATION_FILE), JSON.stringify(record, undefined, 1));
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await rename(tree, folder);
  await rm(part, { recursive: true, force: true });
}
