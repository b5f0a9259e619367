// Where runs live: `<workspace>/.negative-space/runs/<UTC time>-<name>/`.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { InputError } from '../input-error';
import { isTemporary, writeAtomically } from './atomic-write';
import { Run } from './run';
import { type RunRecord, writeRecord } from './run-record';
import { RunWriter } from './run-writer';

/** The parts of the record that are known when a run starts. */
export type InitialRecord = Pick<RunRecord, 'seed' | 'versions'> &
  Partial<Pick<RunRecord, 'runtime' | 'device' | 'other_runtimes' | 'dataset_fingerprint'>>;

export interface NewRun {
  readonly name: string;
  /** Path of the config file. */
  readonly configFile?: string;
  /** The config file, byte for byte. */
  readonly configBytes: Uint8Array;
  /** The config with all defaults, as YAML. */
  readonly resolved: string;
  readonly record: InitialRecord;
  readonly now: Date;
}

export interface RunEntry {
  readonly run: Run;
  /** A run that says `running` and is not live was killed. */
  readonly live: boolean;
  /** Missing where the record cannot be read; `problem` then says why. */
  readonly record?: RunRecord;
  readonly problem?: string;
}

export const runsFolder = (workspace: string): string => join(workspace, '.negative-space', 'runs');

/** A new folder with its config and record. The writer holds its lock until it is closed. */
export async function createRun(workspace: string, run: NewRun): Promise<RunWriter> {
  const { name, configBytes, resolved, now } = run;
  await keepOutOfGit(workspace);
  const path = await claimFolder(runsFolder(workspace), `${timeStamp(now)}-${slug(name)}`);
  const writer = await RunWriter.open(path);
  try {
    await writeAtomically(writer.at('config.yaml'), configBytes);
    await writeAtomically(writer.at('resolved.yaml'), resolved);
    // Last: a folder without a record is no run.
    await writeRecord(writer.at('run.json'), firstRecord(workspace, run));
    return writer;
  } catch (error) {
    await writer.close();
    throw error;
  }
}

function firstRecord(workspace: string, { name, configFile, record, now }: NewRun): RunRecord {
  const time = now.toISOString();
  return {
    version: 1,
    name,
    ...(configFile !== undefined && { config_file: fromFolder(workspace, configFile) }),
    state: 'running',
    created: time,
    updated: time,
    ...record,
    epochs_done: 0,
    best: {},
  };
}

const fromFolder = (folder: string, file: string): string =>
  relative(folder, file).split(sep).join('/');

/** @throws InputError where the folder holds no run or its record is damaged. */
export async function openRun(path: string): Promise<Run> {
  const run = new Run(path);
  await run.record();
  return run;
}

/** The runs of a workspace, newest first; none where it has no such folder. */
export async function listRuns(workspace: string): Promise<RunEntry[]> {
  const folder = runsFolder(workspace);
  const names: string[] = await readdir(folder).catch(() => []);
  const entries = await Promise.all(
    names
      .filter((name) => !isTemporary(name))
      .sort()
      .reverse()
      .map((name) => describe(new Run(join(folder, name)))),
  );
  return entries.filter((entry) => entry !== undefined);
}

async function describe(run: Run): Promise<RunEntry | undefined> {
  const files: string[] = await readdir(run.path).catch(() => []);
  if (!files.includes('run.json')) return undefined;
  const live = await run.isLive();
  try {
    return { run, live, record: await run.record() };
  } catch (error) {
    if (error instanceof InputError) return { run, live, problem: error.message };
    throw error;
  }
}

/** Runs and caches are large and can be made again: a git repository around them skips the folder. */
async function keepOutOfGit(workspace: string): Promise<void> {
  const folder = join(workspace, '.negative-space');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' }).catch((error: unknown) => {
    // There already, perhaps with other rules: they are the person's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
}

/** Makes a folder that was not there: the name, or the name with a number. */
async function claimFolder(parent: string, name: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  for (let i = 1; ; i++) {
    const path = join(parent, i === 1 ? name : `${name}-${i}`);
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** `2025-01-31T23-59-59Z`: sorts by time and is a file name everywhere. */
const timeStamp = (time: Date): string =>
  time
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');

/** Letters, digits, dots and dashes; at most 40 of them. */
function slug(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._]+/gu, '-')
    .slice(0, 40)
    .replace(/^[-.]+|[-.]+$/g, '');
  return plain || 'run';
}
