// Makes of the unpacked packages a whole tree, and at last an installation of the tree.
import { mkdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../runs/atomic-write';
import {
  ADDON_FILE,
  INSTALLATION_FILE,
  type InstallationRecord,
} from '../runtime/tensorflow/installation';
import { placeAddon } from './addon';
import type { Edition } from './edition';
import { HEADERS, LINKS } from './kept-files';
import type { Place } from './place';
import type { Unpacked } from './state';

export interface Assembled {
  /** File of the addon, in the tree. */
  readonly addon: string;
  /** Files of the tree and their bytes. */
  readonly record: InstallationRecord['files'];
}

/** @param addon file of an addon that is copied; undefined: it is compiled. */
export async function assemble(
  { tree }: Place,
  packages: readonly Unpacked[],
  addon: string | undefined,
  signal: AbortSignal,
): Promise<Assembled> {
  for (const [link, target] of Object.entries(LINKS)) {
    await rm(join(tree, link), { force: true });
    await symlink(target, join(tree, link));
  }
  await placeAddon(tree, join(tree, HEADERS), addon, signal);
  const placed = join(tree, ADDON_FILE);
  const files = packages
    .flatMap((each) => Object.entries(each.files))
    .filter(([file]) => !file.startsWith(`${HEADERS}/`));
  const record = Object.fromEntries([...files, [ADDON_FILE, (await stat(placed)).size] as const]);
  return { addon: placed, record };
}

/** From here on it is an installation, whole, under its own name. */
export async function install(
  { version, variant }: Edition,
  { tree, folder, part }: Place,
  files: InstallationRecord['files'],
): Promise<void> {
  const record: InstallationRecord = { version, variant, files };
  await rm(join(tree, HEADERS), { recursive: true, force: true });
  await writeAtomically(join(tree, INSTALLATION_FILE), JSON.stringify(record, undefined, 1));
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await rename(tree, folder);
  await rm(part, { recursive: true, force: true });
}
