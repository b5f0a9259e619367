// Removes TensorFlows that were set up, and what broken set-ups left.
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  INSTALLATION_FILE,
  runtimesFolder,
  tensorFlowFolder,
} from '../runtime/tensorflow/installation';
import { editionName, type Edition } from './edition';
import { bytesBelow } from './folder-size';
import { withLock } from './lock';
import { placeOf } from './place';

export interface Removal {
  /** `2.20.0-cpu`; half ones as well. */
  readonly removed: readonly string[];
  /** Bytes that are free now. */
  readonly freed: number;
}

/**
 * Removes every edition that is like `wanted`: all of them where it says nothing.
 * @throws InputError where one is being set up at this moment.
 */
export async function removeTensorFlow(
  wanted: Partial<Edition>,
  root = runtimesFolder(),
): Promise<Removal> {
  const removed: string[] = [];
  let freed = 0;
  for (const edition of editionsBelow(root)) {
    if (wanted.version !== undefined && wanted.version !== edition.version) continue;
    if (wanted.variant !== undefined && wanted.variant !== edition.variant) continue;
    freed += await remove(edition, root);
    removed.push(editionName(edition));
  }
  return { removed, freed };
}

function remove(edition: Edition, root: string): Promise<number> {
  const { folder, part, lock } = placeOf(root, edition);
  return withLock(lock, async () => {
    const bytes = (await bytesBelow(folder)) + (await bytesBelow(part));
    // From here on it is no installation, whatever happens.
    await rm(join(folder, INSTALLATION_FILE), { force: true });
    await rm(folder, { recursive: true, force: true });
    await rm(part, { recursive: true, force: true });
    return bytes;
  });
}

function editionsBelow(root: string): Edition[] {
  const parent = tensorFlowFolder(root);
  const names = existsSync(parent) ? readdirSync(parent) : [];
  const found = names.flatMap((name) => {
    const [, version, variant] = /^\.?(\d+\.\d+\.\d+)-(cpu|gpu)(?:\.part)?$/.exec(name) ?? [];
    return variant === 'cpu' || variant === 'gpu' ? [{ version, variant } as const] : [];
  });
  return [...new Map(found.map((edition) => [editionName(edition), edition])).values()];
}
