// Where the PyTorch side of the comparison lives: its interpreter and its scripts (peers/README.md).
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Command } from './peer';

const environment = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'negative-space',
  'peers',
);
const interpreter = join(environment, 'bin', 'python');

/** From dist/, where the bench is bundled. */
const scripts = join(__dirname, '..', 'bench', 'peers');

export const hasPyTorch = existsSync(interpreter);

export const withoutPyTorch =
  'PyTorch is not set up (bench/peers/README.md says how): these are our figures alone.';

export function pyTorch(script: string, options: readonly string[]): Command {
  return { program: interpreter, arguments: [join(scripts, script), ...options] };
}
