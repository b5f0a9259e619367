// `run.json`: what a run is and how far it came.
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { InputError } from '../input-error';
import { writeAtomically } from './atomic-write';

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const bestSchema = v.object({ value: v.number(), epoch: natural });

const recordSchema = v.object({
  /** Of this file's format. */
  version: v.literal(1),
  name: v.string(),
  /** The config file it came from, relative to the folder whose run it is, with `/`. */
  config_file: v.exactOptional(v.string()),
  /** `running` is also what a killed run still says: see `Run.isLive`. */
  state: v.picklist(['running', 'finished', 'stopped', 'failed']),
  /** ISO 8601, UTC. */
  created: v.string(),
  updated: v.string(),
  /** For example `cpu`; and what it runs on, in words. */
  runtime: v.exactOptional(v.string()),
  device: v.exactOptional(v.string()),
  /** Why it does not run on the others, by their names: sentences. */
  other_runtimes: v.exactOptional(v.record(v.string(), v.string())),
  /** Where a device failed and the run went on with another, from its last checkpoint. */
  runtime_changes: v.exactOptional(
    v.array(
      v.object({
        /** ISO 8601, UTC. */
        at: v.string(),
        /** Epochs done at the checkpoint it went on from. */
        epoch: natural,
        from: v.string(),
        to: v.string(),
        reason: v.string(),
      }),
    ),
  ),
  /** Of the product, Node and the libraries that matter to the numbers. */
  versions: v.record(v.string(), v.string()),
  seed: natural,
  dataset_fingerprint: v.exactOptional(v.string()),
  epochs_done: natural,
  /** Metric name to its best value, and the epoch that had it. */
  best: v.record(v.string(), bestSchema),
  /** One sentence, where the state is `failed`. */
  error: v.exactOptional(v.string()),
});

export type RunRecord = v.InferOutput<typeof recordSchema>;

/** @throws InputError where there is no run, or its file is damaged or of a later version. */
export async function readRecord(path: string): Promise<RunRecord> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError('this folder holds no run', { file: path });
  });
  try {
    return v.parse(recordSchema, JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`the run's record is damaged: ${reason}`, { file: path });
  }
}

export const writeRecord = (path: string, record: RunRecord): Promise<void> =>
  writeAtomically(path, `${JSON.stringify(record, null, 2)}\n`);

/** `webgpu: No graphics card was found.`, by runtime. */
export const runtimeLines = (others: Readonly<Record<string, string>>): string[] =>
  Object.entries(others).map(([name, sentence]) => `${name}: ${sentence}`);
