// A lock file, so that two processes never set up or remove one runtime at once. It names its
// process; the lock of one that died is taken over.
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { InputError } from '../input-error';
import { temporaryName } from '../runs/atomic-write';

/** Another process is at it. */
export class Busy extends InputError {
  constructor(path: string, title: string, holder: number | undefined) {
    const who = holder === undefined ? 'another process' : `process ${holder}`;
    super(`${title} is being set up or removed by ${who} at this moment: wait for it`, {
      file: path,
    });
  }
}

/**
 * Runs `work` under the lock. @throws Busy where a living process holds it.
 * @param title what is set up or removed, as people call it.
 */
export async function withLock<T>(path: string, title: string, work: () => Promise<T>): Promise<T> {
  await take(path, title);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string, title: string): Promise<void> {
  if (await create(path)) return;
  const holder = await holderOf(path);
  if (holder === undefined) {
    await rm(path, { force: true });
    if (await create(path)) return;
  }
  throw new Busy(path, title, holder);
}

/** A link to a file that names this process already: there is no moment at which a lock names nobody. */
async function create(path: string): Promise<boolean> {
  const named = temporaryName(path);
  await writeFile(named, String(process.pid));
  try {
    await link(named, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(named, { force: true });
  }
}

/** The living process that holds the lock. */
async function holderOf(path: string): Promise<number | undefined> {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? pid : undefined;
  }
}
