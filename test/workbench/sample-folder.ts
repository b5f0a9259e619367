// A small herbarium to train on, made by the product's own command, with a config that is quick.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const CONFIG = 'herbarium.contrast.yaml';

/** The folder, to be opened in a window. */
export async function sampleFolder(parent: string, { epochs = 40 } = {}): Promise<string> {
  const folder = join(parent, 'herbarium');
  await run(process.execPath, ['dist/cli.js', 'sample', folder, '--per-species', '10']);
  const file = join(folder, CONFIG);
  const quick = readFileSync(file, 'utf8')
    .replace('widths: [32, 64, 128, 256]', 'widths: [8, 16, 32]')
    .replace('layers: [256, 128]', 'layers: [64, 32]')
    .replace('epochs: 25, batch_size: 128', `epochs: ${epochs}, batch_size: 60`)
    .replace('every: 5', 'every: 2');
  writeFileSync(file, quick);
  return folder;
}

/** The same with a run that has finished, or several: `settings` of each, as `path=value`. */
export async function trainedFolder(
  parent: string,
  runs: readonly (readonly string[])[] = [[]],
): Promise<string> {
  const folder = await sampleFolder(parent, { epochs: 5 });
  for (const settings of runs) {
    const changes = settings.flatMap((each) => ['--set', each]);
    await run(process.execPath, ['dist/cli.js', 'train', join(folder, CONFIG), ...changes]);
  }
  return folder;
}
