// Where decoded samples are kept, and what they are made from.
import { createHash } from 'node:crypto';
import path from 'node:path';

import { openCache } from './cache-file';
import type { DataSource, OpenOptions } from './data-source';
import { fingerprintFiles } from './fingerprint';
import type { StoredDataset } from './stored-dataset';

export interface CacheTarget {
  readonly cacheFile: string;
  readonly fingerprint: string;
}

/** `files`: everything the samples are made from. */
export async function cacheTarget(
  source: DataSource,
  files: readonly string[],
  { cacheDirectory, signal }: OpenOptions,
): Promise<CacheTarget> {
  const { path: root, size, channels, columns, split } = source;
  const wishes = { size, channels, columns, split };
  const fingerprint = await fingerprintFiles(path.dirname(root), files, wishes, signal);
  // Two folders may look alike down to the times of their files.
  const key = createHash('sha256').update(`${root}\n${fingerprint}`).digest('hex').slice(0, 32);
  return { cacheFile: path.join(cacheDirectory, `${key}.samples`), fingerprint };
}

/** The cached dataset, after `make` has written it where it is not there. */
export async function cachedOr(
  { cacheFile, fingerprint }: CacheTarget,
  make: () => Promise<void>,
): Promise<StoredDataset> {
  const found = await openCache(cacheFile, fingerprint);
  if (found) return found;
  await make();
  const made = await openCache(cacheFile, fingerprint);
  if (made === undefined) throw new Error(`The cache file ${cacheFile} vanished.`);
  return made;
}
