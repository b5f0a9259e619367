// The run that a person means: by its folder, by its id, or by its config.
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readConfigFile } from '../config/config-file';
import { parseConfig } from '../config/load-config';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';
import type { RunRecord } from '../runs/run-record';
import { listRuns, openRun, runsFolder, type RunEntry } from '../runs/run-folder';

/**
 * A run's folder, or the id of a run of `workspace`.
 * @throws InputError where there is no such run.
 */
export async function findRun(text: string, workspace = '.'): Promise<Run> {
  const byId = join(runsFolder(workspace), text);
  for (const path of [text, byId]) if (existsSync(join(path, 'run.json'))) return openRun(path);
  throw new InputError(
    `there is no run "${text}": give a run's folder, or its id as "negative-space runs" lists it`,
  );
}

/** A run as `findRun` finds it, or the newest finished run of a config. */
export async function findTrainedRun(text: string): Promise<Run> {
  if (!/\.(ya?ml|json)$/i.test(text)) return findRun(text);
  const run = (await runsOf(text)).find(({ record }) => record?.state === 'finished')?.run;
  if (run) return run;
  throw new InputError('this config has no finished run: train it first, or name a run', {
    file: text,
  });
}

/** The newest run of a config that is not finished. */
export async function findUnfinishedRun(configFile: string): Promise<Run> {
  const entries = await runsOf(configFile);
  const run = entries.find(({ record }) => record && canGoOn(record))?.run;
  if (run) return run;
  throw new InputError(
    'this config has no unfinished run: train without --resume, or name a run and more --epochs',
    { file: configFile },
  );
}

/** A run that failed before its first epoch was done would fail again. */
const canGoOn = ({ state, epochs_done: done }: RunRecord): boolean =>
  state !== 'finished' && !(state === 'failed' && done === 0);

/** Newest first: those that record this config; and those of its name whose own config is gone or unknown. */
async function runsOf(configFile: string): Promise<RunEntry[]> {
  const { text } = await readConfigFile(configFile);
  const { name } = parseConfig(text, configFile);
  const folder = dirname(resolve(configFile));
  const entries = await listRuns(folder);
  const isOf = ({ config_file: file, name: own }: RunRecord): boolean =>
    file !== undefined && existsSync(join(folder, file))
      ? file === basename(configFile)
      : own === name;
  return entries.filter(({ record }) => record && isOf(record));
}
