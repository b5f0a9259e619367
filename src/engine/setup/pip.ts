// Downloads by the machine's own pip, where there is one, so that a person's mirrors, proxies and
// certificates hold. pip itself checks the SHA-256 that the index publishes.
import { execFile, spawn } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { InputError } from '../input-error';
import type { DownloadOptions } from './download';
import { pipFailure } from './pip-failure';
import { requirementText, type Requirement } from './requirement';
import { platformsOf, PYTHON, type Machine } from './wheel-name';

/** A pip as it is started. */
export interface Pip {
  readonly command: string;
  readonly args: readonly string[];
  /** 23.2.1 */
  readonly version: string;
}

export interface PipDownload {
  readonly requirement: Requirement;
  readonly machine: Machine;
  /** The index to take instead of what pip is set up for. */
  readonly index?: string;
  /** A folder of this download alone: pip works in it. It is removed. */
  readonly workFolder: string;
  /** Where the wheel is moved once it is whole. */
  readonly into: string;
}

const WATCH_MS = 200;
const units: Readonly<Record<string, number>> = { bytes: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/** The first pip on the PATH that runs. */
export async function findPip(): Promise<Pip | undefined> {
  for (const [command, ...args] of [['pip3'], ['pip'], ['python3', '-m', 'pip']]) {
    const said = await promisify(execFile)(command, [...args, '--version']).catch(() => undefined);
    const version = /^pip (\d[\w.]*)/.exec(said?.stdout ?? '')?.[1];
    if (version !== undefined) return { command, args, version };
  }
  return undefined;
}

/**
 * Gives the wheel's file.
 * @throws InputError with what pip complained of.
 */
export async function downloadByPip(
  pip: Pip,
  { requirement, machine, index, workFolder, into }: PipDownload,
  options: DownloadOptions,
): Promise<string> {
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(workFolder, { recursive: true });
  try {
    const args = [...pip.args, ...downloadArguments(requirement, machine, workFolder)];
    if (index !== undefined) args.push('--index-url', index);
    await runPip(pip.command, args, workFolder, requirement, options);
    const wheel = (await readdir(workFolder)).find((name) => name.endsWith('.whl'));
    if (wheel === undefined)
      throw new InputError(`pip brought no wheel of ${requirementText(requirement)}`);
    await rename(join(workFolder, wheel), join(into, wheel));
    return join(into, wheel);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

const downloadArguments = (
  requirement: Requirement,
  machine: Machine,
  folder: string,
): string[] => [
  ...['download', '--no-deps', '--only-binary=:all:', '--no-input', '--no-cache-dir'],
  ...['--progress-bar', 'off', '--disable-pip-version-check', '--retries', '2'],
  ...['--implementation', 'cp', '--python-version', PYTHON, '--dest', folder],
  ...platformsOf(machine).flatMap((platform) => ['--platform', platform]),
  requirementText(requirement),
];

async function runPip(
  command: string,
  args: readonly string[],
  folder: string,
  requirement: Requirement,
  { signal, onProgress }: DownloadOptions,
): Promise<void> {
  signal.throwIfAborted();
  // pip's own temporary files lie in our folder, so that they are on the same disk and go with it.
  const child = spawn(command, args, { env: { ...process.env, TMPDIR: folder } });
  const stop = (): boolean => child.kill();
  signal.addEventListener('abort', stop, { once: true });
  const lines: string[] = [];
  let total = 0;
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      total = announcedSize(line) ?? total;
    });
  const watch = setInterval(() => {
    void wheelBytes(folder).then((done) => {
      onProgress(done, total);
    });
  }, WATCH_MS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject).on('close', resolve);
    });
    signal.throwIfAborted();
    if (code !== 0) throw new InputError(pipFailure(lines, requirementText(requirement)));
  } finally {
    signal.removeEventListener('abort', stop);
    clearInterval(watch);
  }
}

/** `  Downloading x.whl (258.9 MB)` */
function announcedSize(line: string): number | undefined {
  const [, count, unit] = /Downloading .*\.whl \(([\d.]+) (bytes|kB|MB|GB)\)/.exec(line) ?? [];
  return unit ? Number(count) * units[unit] : undefined;
}

/** Of the largest file that pip is writing: it writes under temporary names, and copies at the end. */
async function wheelBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (file) => (file.isFile() ? file.size : 0),
        () => 0,
      ),
    ),
  );
  return Math.max(0, ...sizes);
}
