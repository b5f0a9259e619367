// What is no longer as it was when a run began, told before the run goes on.
import { readFile } from 'node:fs/promises';
import type { Checkpoint } from '../runs/checkpoints';
import type { Run } from '../runs/run';
import type { TrainingData } from '../train/data/training-data';
import type { SessionListener } from './session-listener';

export interface Present {
  readonly configFile: string;
  readonly data: TrainingData;
  readonly checkpoint: Checkpoint | undefined;
}

/** None of it keeps the run from going on; all of it may surprise. */
export async function warnOfChanges(
  run: Run,
  present: Present,
  { onWarning }: Pick<SessionListener, 'onWarning'>,
): Promise<void> {
  const { configFile, data, checkpoint } = present;
  if (await isEdited(run, configFile))
    onWarning(
      `${configFile} is not as it was when this run began: the run goes on with the settings it began with`,
      'train-anew',
    );
  const { dataset_fingerprint: then } = await run.record();
  if (then !== undefined && then !== data.train.fingerprint)
    onWarning(
      "the training data's files are not as they were when this run began (name, size or time of change): it goes on with them as they are now",
    );
  if (checkpoint === undefined)
    onWarning('this run has no checkpoint yet: it begins again with its first epoch');
}

/** A config that is gone is not edited: the run has its own copy. */
async function isEdited(run: Run, configFile: string): Promise<boolean> {
  const now = await readFile(configFile).catch(() => undefined);
  return now !== undefined && !now.equals(await run.readFile('config.yaml'));
}
