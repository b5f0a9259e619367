// Removes what a cancelled set-up has brought so far. An installation stays.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { withLock } from './lock';
import { placeOf } from './place';

/**
 * @param title what was set up, as people call it.
 * @param parent holds the installations; `name` is that one's.
 * @throws InputError where it is being set up at this moment.
 */
export async function discardSetUp(title: string, parent: string, name: string): Promise<void> {
  const { part, lock } = placeOf(parent, name);
  if (!existsSync(part)) return;
  await withLock(lock, title, () => rm(part, { recursive: true, force: true }));
}
