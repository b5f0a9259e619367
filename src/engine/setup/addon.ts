// Brings the addon into a tree: ours where one is shipped for the platform, else compiled.
import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ADDON_FILE } from '../runtime/tensorflow/installation';
import { compileAddon } from './compile-addon';
import { distFolder } from './program-files';

/** The addon that is shipped for this platform, if one is. */
export function shippedAddon(platform = `${process.platform}-${process.arch}`): string | undefined {
  const file = join(distFolder(), 'native', platform, 'tfjs_binding.node');
  return existsSync(file) ? file : undefined;
}

/** @param headers a folder with TensorFlow's C headers; needed where no addon is shipped. */
export async function placeAddon(
  tree: string,
  headers: string,
  shipped: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const target = join(tree, ADDON_FILE);
  await mkdir(dirname(target), { recursive: true });
  if (shipped === undefined) await compileAddon({ tree, headers, target, signal });
  else await copyFile(shipped, target);
}
