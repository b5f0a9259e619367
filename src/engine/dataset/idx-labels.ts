// Where the labels of an IDX file of images lie.
import { stat } from 'node:fs/promises';

/** `train-images-idx3-ubyte.gz` has its labels in `train-labels-idx1-ubyte.gz`, packed or not. */
export async function labelsBeside(file: string): Promise<string | undefined> {
  const guess = file.replace(/images([-.])idx\d/, 'labels$1idx1');
  if (guess === file) return undefined;
  const plain = guess.replace(/\.gz$/, '');
  for (const candidate of [guess, plain, `${plain}.gz`]) {
    if ((await stat(candidate).catch(() => undefined))?.isFile()) return candidate;
  }
  return undefined;
}
