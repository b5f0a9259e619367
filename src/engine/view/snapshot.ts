// A run as it is now.
import type { RunSnapshot, RunState } from '../../protocol/run-view';
import { InputError } from '../input-error';
import type { Run } from '../runs/run';
import { runtimeLines, type RunRecord } from '../runs/run-record';
import { loadRunConfig } from '../session/run-config-file';
import { otherSettings } from './other-settings';
import type { Samples } from './sample-lookup';

/**
 * Reads the run's small files anew; what is damaged among them is a problem.
 * @throws InputError where the folder holds no run.
 */
export async function readSnapshot(
  run: Run,
  { table, problem }: Samples,
  dataProblem: string | undefined,
): Promise<RunSnapshot> {
  const record = await run.record();
  const problems = [problem, dataProblem].filter((each) => each !== undefined);
  const orProblem = async <T>(reading: Promise<T>, otherwise: T): Promise<T> =>
    reading.catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      problems.push(error.message);
      return otherwise;
    });
  const config = loadRunConfig(run).then((loaded) => loaded.config);
  const planned = config.then(({ train, evaluate }) => ({
    epochs: train.epochs,
    vectorsEvery: evaluate.every,
  }));
  const { error, device, other_runtimes: others } = record;
  return {
    ...{ id: run.id, path: run.path, name: record.name, created: record.created },
    ...{ epochsDone: record.epochs_done, seed: record.seed, best: record.best },
    ...(error !== undefined && { error }),
    ...(device !== undefined && { device }),
    ...(others && { otherRuntimes: runtimeLines(others) }),
    state: stateOf(record, await run.isLive()),
    ...(await orProblem(planned, { epochs: record.epochs_done, vectorsEvery: 0 })),
    metrics: await orProblem(run.metrics(), []),
    vectorEpochs: await run.epochs(),
    config: await orProblem(textOf(run, 'config.yaml'), ''),
    otherSettings: await orProblem(otherSettings(run), []),
    samples: table,
    problems,
  };
}

const textOf = async (run: Run, name: string): Promise<string> =>
  new TextDecoder().decode(await run.readFile(name));

const stateOf = ({ state }: RunRecord, live: boolean): RunState =>
  state !== 'running' ? state : live ? 'training' : 'killed';
