// The plan file of a comparison: which run belongs to which cell and seed, so that a comparison
// that was stopped goes on. Written whenever a run begins; validated when it is read.
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { effectiveSettings } from '../config/effective-settings';
import type { RunConfig } from '../config/run-config';
import { InputError } from '../input-error';
import { writeAtomically } from '../runs/atomic-write';

const trialSchema = v.object({
  /** The cell: value by path. */
  settings: v.record(v.string(), v.string()),
  seed: v.number(),
  /** Of everything that decides the training: see `fingerprintOf`. */
  fingerprint: v.string(),
  /** The id of the run. */
  run: v.string(),
});

const planSchema = v.object({ version: v.literal(1), trials: v.array(trialSchema) });

export type PlannedTrial = v.InferOutput<typeof trialSchema>;

export class Plan {
  private constructor(
    private readonly path: string,
    private trials: readonly PlannedTrial[],
  ) {}

  /** @throws InputError where its file is damaged. */
  static async open(folder: string): Promise<Plan> {
    const path = join(folder, 'plan.json');
    return new Plan(path, await readTrials(path));
  }

  /** The run that trains, or trained, what has this fingerprint. */
  runOf(fingerprint: string): string | undefined {
    return this.trials.find((trial) => trial.fingerprint === fingerprint)?.run;
  }

  /** Notes a run; one noted before for the same fingerprint is forgotten. */
  async note(trial: PlannedTrial): Promise<void> {
    const others = this.trials.filter(({ fingerprint }) => fingerprint !== trial.fingerprint);
    this.trials = [...others, trial];
    const text = JSON.stringify({ version: 1, trials: this.trials }, null, 2);
    await writeAtomically(this.path, `${text}\n`);
  }
}

/** 32 hexadecimal digits, the same for configs that train the same. */
export const fingerprintOf = (config: RunConfig): string =>
  digest(JSON.stringify(effectiveSettings(config)), 32);

/**
 * `.negative-space/comparisons/<config>-<what is compared>/` beside the config: the same for the
 * same arguments, whatever the number of seeds. Made where it is missing.
 */
export async function comparisonFolder(
  config: string,
  args: readonly (readonly string[])[],
): Promise<string> {
  const file = resolve(config);
  const title = basename(file).replace(/(\.contrast)?\.(ya?ml|json)$/i, '');
  const name = `${title}-${digest(JSON.stringify(args), 8)}`;
  const path = join(dirname(file), '.negative-space', 'comparisons', name);
  await mkdir(path, { recursive: true });
  return path;
}

const digest = (text: string, digits: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, digits);

async function readTrials(path: string): Promise<readonly PlannedTrial[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return [];
  try {
    return v.parse(planSchema, JSON.parse(text)).trials;
  } catch {
    throw new InputError('the plan of this comparison is damaged: remove it to begin again', {
      file: path,
    });
  }
}
