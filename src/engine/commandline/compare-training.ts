// Trains what a comparison lacks: goes on with what was stopped, does again what failed, and leaves
// what is finished.
import { dirname, join } from 'node:path';
import type { TrialResult } from '../compare/comparison';
import type { Plan } from '../compare/plan';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';
import { openRun, runsFolder } from '../runs/run-folder';
import { trainLoaded, trainOn, type SessionResult } from '../session/training-session';
import { trialText, type Trial } from './compare-trials';
import { latestFigures } from './figures';
import type { Output } from './output';
import { sessionReport } from './session-report';

interface Place {
  readonly output: Output;
  readonly signal: AbortSignal;
}

/** In the order of the trials; once the signal aborts, the rest is left as it is. */
export async function trainTrials(
  trials: readonly Trial[],
  plan: Plan,
  place: Place,
): Promise<TrialResult[]> {
  const results: TrialResult[] = [];
  for (const [i, trial] of trials.entries()) {
    const title = `${i + 1}/${trials.length}: ${trialText(trial)}`;
    const same = results.find(({ fingerprint }) => fingerprint === trial.fingerprint);
    if (same) place.output.say(`${title}: the same settings as ${titleOf(trials, same)}`);
    const { cell, seed, fingerprint } = trial;
    const outcome = same ?? (await outcomeOf(trial, plan, { ...place, title }));
    results.push({ ...outcome, cell, seed, fingerprint });
  }
  return results;
}

type Outcome = Pick<TrialResult, 'state' | 'run' | 'figures'>;

async function outcomeOf(
  trial: Trial,
  plan: Plan,
  { output, signal, title }: Place & { readonly title: string },
): Promise<Outcome> {
  const known = await knownRun(trial, plan);
  const state = (await known?.record())?.state;
  if (known && state === 'finished') {
    output.say(`${title}: finished already, run ${known.id}`);
    return { state, run: known.id, figures: latestFigures(await known.metrics()) };
  }
  if (signal.aborted)
    return known
      ? { state: 'stopped', run: known.id, figures: {} }
      : { state: 'missing', figures: {} };
  output.say(title);
  output.emit({ kind: 'trial', settings: trial.cell, seed: trial.seed });
  return trained(trial, state === 'failed' ? undefined : known, plan, { output, signal });
}

async function trained(
  trial: Trial,
  known: Run | undefined,
  plan: Plan,
  { output, signal }: Place,
): Promise<Outcome> {
  let id = known?.id;
  const { cell, seed, fingerprint, loaded } = trial;
  const onRun = async (run: Run): Promise<void> => {
    id = run.id;
    await plan.note({ settings: { ...cell }, seed, fingerprint, run: run.id });
  };
  const place = { listener: sessionReport(output, onRun), signal };
  try {
    const result: SessionResult = known
      ? await trainOn(known, { configFile: loaded.file }, place)
      : await trainLoaded(loaded, place);
    return { state: result.outcome, run: result.run.id, figures: latestFigures(result.metrics) };
  } catch (error) {
    // What fails for one may do for the others.
    if (!(error instanceof InputError)) throw error;
    output.warn(`${trialText(trial)}: ${error.message}`);
    return { state: 'failed', ...(id !== undefined && { run: id }), figures: {} };
  }
}

/** The run that the plan has for a trial, where it is still there. */
async function knownRun({ loaded, fingerprint }: Trial, plan: Plan): Promise<Run | undefined> {
  const id = plan.runOf(fingerprint);
  if (id === undefined) return undefined;
  return openRun(join(runsFolder(dirname(loaded.file)), id)).catch((error: unknown) => {
    if (error instanceof InputError) return undefined;
    throw error;
  });
}

function titleOf(trials: readonly Trial[], { fingerprint }: TrialResult): string {
  const index = trials.findIndex((trial) => trial.fingerprint === fingerprint);
  return `${index + 1}/${trials.length}: one run serves both`;
}
