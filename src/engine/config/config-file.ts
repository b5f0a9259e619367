// The text of a config file.
import { readFile } from 'node:fs/promises';
import { InputError } from '../input-error';

/** @throws InputError where the file cannot be read or is not UTF-8 text. */
export async function readConfigFile(
  file: string,
): Promise<{ readonly bytes: Uint8Array; readonly text: string }> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new InputError(`the config cannot be read (${reason})`, { file });
  });
  try {
    return { bytes, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new InputError('the config is not UTF-8 text', { file });
  }
}
