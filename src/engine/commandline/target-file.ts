// Whether a file that a command is to write can be written, told before any work is done.
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InputError } from '../input-error';

/** @throws InputError where the folder is missing, or the name is a folder's or that of a source. */
export async function checkTarget(
  file: string | undefined,
  sources: readonly string[],
): Promise<void> {
  if (file === undefined) return;
  const folder = dirname(resolve(file));
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new InputError('this file cannot be written: its folder does not exist', { file });
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory())
    throw new InputError('this is a folder: name a file to write', { file });
  for (const source of sources) {
    const other = await stat(source).catch(() => undefined);
    if (found && found.dev === other?.dev && found.ino === other.ino)
      throw new InputError('this file is read by the command: name another one to write', { file });
  }
}

/** As `checkTarget`; .npy is the only format arrays are written in, whatever the name. */
export async function checkArrayTarget(
  file: string | undefined,
  sources: readonly string[],
): Promise<void> {
  await checkTarget(file, sources);
  if (file !== undefined && !/\.npy$/i.test(file))
    throw new InputError('arrays are written as .npy: give the file a name that ends in .npy', {
      file,
    });
}
