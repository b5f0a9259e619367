// A lock file, so that two processes never write one run. It names its owner and is touched again
// and again; the lock of a process that died is taken over.
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { InputError } from '../input-error';
import { temporaryName } from './atomic-write';

const heartbeatMilliseconds = 5_000;
/** A lock that was not touched for so long has no owner, even if its process number is in use. */
const staleMilliseconds = 60_000;

const ownerSchema = v.object({ pid: v.number(), host: v.string(), token: v.string() });

type Owner = v.InferOutput<typeof ownerSchema>;

const lockFile = (folder: string): string => join(folder, 'run.lock');

export class RunLock {
  private readonly heartbeat: NodeJS.Timeout;

  private constructor(
    private readonly path: string,
    private readonly token: string,
  ) {
    const touch = (): void => {
      utimes(path, new Date(), new Date()).catch(() => undefined);
    };
    this.heartbeat = setInterval(touch, heartbeatMilliseconds).unref();
  }

  /** @throws InputError where a living process, this one included, holds the lock of the folder. */
  static async take(folder: string): Promise<RunLock> {
    const path = lockFile(folder);
    const token = randomUUID();
    if (await create(path, token)) return new RunLock(path, token);
    if (!(await isLocked(folder))) {
      await discard(path);
      if (await create(path, token)) return new RunLock(path, token);
    }
    const pid = (await readOwner(path))?.pid;
    const holder = pid === undefined ? 'another process' : `process ${pid}`;
    throw new InputError(`this run is being written by ${holder}: wait for it or stop it`, {
      file: folder,
    });
  }

  /** @throws InputError where the lock was taken over or the run's folder is gone. */
  async check(): Promise<void> {
    const owner = await readOwner(this.path);
    if (owner?.token !== this.token)
      throw new InputError('this run was removed, or another process writes it now', {
        file: this.path,
      });
  }

  async release(): Promise<void> {
    clearInterval(this.heartbeat);
    const owner = await readOwner(this.path);
    if (owner?.token === this.token) await rm(this.path, { force: true });
  }
}

/** True while a living process holds the lock of the folder. */
export async function isLocked(folder: string): Promise<boolean> {
  const path = lockFile(folder);
  const touched = await stat(path).then(
    (file) => file.mtimeMs,
    () => -Infinity,
  );
  if (Date.now() - touched > staleMilliseconds) return false;
  const owner = await readOwner(path);
  // Without an owner it is being made this moment, on another machine only its touches speak.
  return owner?.host !== hostname() || isAlive(owner.pid);
}

async function create(path: string, token: string): Promise<boolean> {
  const file = await open(path, 'wx').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (!file) return false;
  const owner: Owner = { pid: process.pid, host: hostname(), token };
  await file.writeFile(JSON.stringify(owner)).finally(() => file.close());
  return true;
}

/**
 * Two processes that find a dead lock at the same moment may both get here; the one whose new lock
 * is discarded by the other learns it at its next write, from `check`.
 */
async function discard(path: string): Promise<void> {
  const aside = temporaryName(path);
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return v.parse(ownerSchema, JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
