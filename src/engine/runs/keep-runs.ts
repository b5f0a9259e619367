// What a person does with runs that are over: gives them other names, removes them.
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { removeTemporaries, temporaryName } from './atomic-write';
import { Run } from './run';
import { RunLock } from './run-lock';
import { writeRecord } from './run-record';

/**
 * Changes the name in the run's record; its folder, hence its id, stays.
 * @throws InputError where the run is missing, damaged or being written.
 */
export async function renameRun(path: string, name: string): Promise<void> {
  const run = new Run(path);
  const lock = await lockOf(run);
  try {
    const record = await run.record();
    await writeRecord(run.at('run.json'), { ...record, name, updated: new Date().toISOString() });
  } finally {
    await lock.release();
  }
}

/**
 * Removes a run with all it holds. At no moment is a part of it left that looks like a run.
 * @throws InputError where the run is missing or being written.
 */
export async function removeRun(path: string): Promise<void> {
  const run = new Run(path);
  const lock = await lockOf(run);
  const aside = temporaryName(run.path);
  try {
    await rename(run.path, aside);
  } finally {
    await lock.release();
  }
  await rm(aside, { recursive: true, force: true });
  // Also what an earlier removal could not finish.
  await removeTemporaries(dirname(run.path));
}

/** A damaged record is no hindrance to removing its run; a folder that holds none is not touched. */
async function lockOf(run: Run): Promise<RunLock> {
  await run.readFile('run.json');
  return RunLock.take(run.path);
}
