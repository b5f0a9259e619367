// Removes what a cancelled set-up of TensorFlow has brought so far. An installation stays.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { runtimesFolder } from '../runtime/installation';
import { tensorFlowFolder } from '../runtime/tensorflow/installation';
import { editionName, type Edition } from './edition';
import { withLock } from './lock';
import { placeOf } from './place';

/** @throws InputError where one is being set up at this moment. */
export async function discardSetUp(edition: Edition, root = runtimesFolder()): Promise<void> {
  const { part, lock } = placeOf(tensorFlowFolder(root), editionName(edition));
  if (!existsSync(part)) return;
  await withLock(lock, 'TensorFlow', () => rm(part, { recursive: true, force: true }));
}
