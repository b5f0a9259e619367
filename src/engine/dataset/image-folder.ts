// A folder of images: the folders inside it are the classes, folders inside those their hierarchy.
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import { fileCollection, type ImageCollection } from './image-collection';

/** Of one language, so that it is the same everywhere; equal names stay in code-unit order. */
const naturalOrder = new Intl.Collator('en', { numeric: true });

const imageExtensions = new Set(['.png', '.jpg', '.jpeg', '.jpe', '.jfif', '.webp']);

/**
 * Every image below `root`, in code-unit order of the path; hidden files and other extensions are
 * left out, links are followed. The class is the folder's path (`genus/species`); images directly in
 * `root` have none. Each folder is a group, its images ordered as people count: 9.png before 10.png.
 */
export async function listImageFolder(
  root: string,
  signal?: AbortSignal,
): Promise<{ readonly files: readonly string[]; readonly images: ImageCollection }> {
  const names: string[] = [];
  await walk(root, '', new Set(), names, signal);
  names.sort();
  const places = new Map([...names].sort(naturalOrder.compare).map((name, i) => [name, i]));
  const candidates = names.map((name) => {
    const folder = path.posix.dirname(name);
    const label = folder === '.' ? undefined : folder;
    return { name, label, group: folder, order: places.get(name), file: path.join(root, name) };
  });
  return { files: candidates.map(({ file }) => file), images: fileCollection(root, candidates) };
}

/** `above`: the real folders this one lies in, so that a link to one of them does not go on for ever. */
async function walk(
  root: string,
  folder: string,
  above: ReadonlySet<string>,
  names: string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  const here = await realpath(path.join(root, folder));
  if (above.has(here)) return;
  for (const entry of await readdir(here, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const kind = entry.isSymbolicLink() ? await linkTarget(path.join(root, name)) : entry;
    if (kind?.isDirectory()) await walk(root, name, new Set([...above, here]), names, signal);
    else if (kind?.isFile() && isImageName(name)) names.push(name);
  }
}

async function linkTarget(file: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  return stat(file).catch(() => undefined);
}

export function isImageName(name: string): boolean {
  return imageExtensions.has(path.extname(name).toLowerCase());
}
