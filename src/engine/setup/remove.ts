// Removes runtimes that were set up, and what broken set-ups left.
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { INSTALLATION_FILE } from '../runtime/installation';
import { bytesBelow } from './folder-size';
import { withLock } from './lock';
import { nameOfPlace, placeOf, type Place } from './place';

export interface Removal {
  /** `2.20.0-cpu`; half ones as well. */
  readonly removed: readonly string[];
  /** Bytes that are free now. */
  readonly freed: number;
}

/**
 * Removes every installation in `parent` whose name is wanted.
 * @param title what it is, as people call it.
 * @throws InputError where one is being set up at this moment.
 */
export async function remove(
  title: string,
  parent: string,
  isWanted: (name: string) => boolean,
): Promise<Removal> {
  const folders = existsSync(parent) ? readdirSync(parent) : [];
  const removed = [...new Set(folders.map(nameOfPlace))].filter(isWanted);
  let freed = 0;
  for (const name of removed) freed += await removeOne(title, placeOf(parent, name));
  return { removed, freed };
}

function removeOne(title: string, { folder, part, lock }: Place): Promise<number> {
  return withLock(lock, title, async () => {
    const bytes = (await bytesBelow(folder)) + (await bytesBelow(part));
    // From here on it is no installation, whatever happens.
    await rm(join(folder, INSTALLATION_FILE), { force: true });
    await rm(folder, { recursive: true, force: true });
    await rm(part, { recursive: true, force: true });
    return bytes;
  });
}
