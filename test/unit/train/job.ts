// Trainings into run folders of a temporary workspace.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../../src/engine/config/load-config';
import type { RunConfig } from '../../../src/engine/config/run-config';
import type { TensorData } from '../../../src/engine/runs/tensor-data';
import type { MetricsRow } from '../../../src/engine/runs/metrics-log';
import type { Run } from '../../../src/engine/runs/run';
import { createRun } from '../../../src/engine/runs/run-folder';
import { RunWriter } from '../../../src/engine/runs/run-writer';
import { OnnxRuntime } from '../../../src/engine/runtime/onnx-runtime';
import { train, type TrainingJob, type TrainingOutcome } from '../../../src/engine/train/train';

const tiny = {
  head: '{ layers: [8] }',
  encoder: '{ name: mlp, widths: [8, 6] }',
  positives: '{ noise: 0.3 }',
  evaluate: '{ every: 0, knn: { k: 5 } }',
  optimizer: '{ lr: 0.01 }',
  train: '{ epochs: 3, batch_size: 8 }',
};

/** A small config; sections in YAML replace its own. */
export function configOf(sections: Readonly<Record<string, string>> = {}): RunConfig {
  const lines = Object.entries({ ...tiny, ...sections }).map(([name, text]) => `${name}: ${text}`);
  return parseConfig(`data: { train: . }\n${lines.join('\n')}`, 'tiny.contrast.yaml');
}

/** Calls `body` with a folder that is removed afterwards. */
export async function inWorkspace<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'negative-space-train-'));
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export type JobOptions = Pick<TrainingJob, 'config' | 'data'> &
  Partial<Pick<TrainingJob, 'signal' | 'onEvent' | 'runtime'>> & { readonly threads?: number };

export interface Trained {
  readonly run: Run;
  /** Undefined where it threw. */
  readonly outcome: TrainingOutcome | undefined;
  readonly error: unknown;
}

/** Trains into a new run, or goes on with the run at `path`. */
export async function trainIn(
  folder: string,
  { threads = 1, runtime = cpu(threads), ...job }: JobOptions,
  path?: string,
): Promise<Trained> {
  const run = path === undefined ? await newRun(folder, job.config) : await RunWriter.open(path);
  const checkpoint = path === undefined ? undefined : await run.resume();
  try {
    return { run, outcome: await train({ ...job, runtime, run, checkpoint }), error: undefined };
  } catch (error) {
    return { run, outcome: undefined, error };
  } finally {
    await run.close();
  }
}

/** The CPU runtime of the tests. */
export function cpu(threads = 1): OnnxRuntime {
  return new OnnxRuntime({ provider: 'cpu', device: 'test', threads });
}

export function newRun(folder: string, config: RunConfig): Promise<RunWriter> {
  return createRun(folder, {
    name: config.name,
    configBytes: new Uint8Array(),
    resolved: '',
    record: { seed: config.train.seed, versions: {} },
    now: new Date(0),
  });
}

/** What two equal trainings leave alike: all but the times. */
export async function remains(run: Run) {
  const { weights, optimiser, state } = (await run.latestCheckpoint())!;
  const { best, epochs_done, state: ended } = await run.record();
  return {
    rows: (await run.metrics()).map(withoutSpeed),
    weights: bits(weights),
    optimiser: bits(optimiser),
    state,
    encoder: Buffer.from(await run.readFile('encoder.onnx')).toString('base64'),
    record: { best, epochs_done, ended },
  };
}

export function withoutSpeed({ samples_per_second, ...row }: MetricsRow): Record<string, number> {
  // Absent where a process went on after the last step of an epoch.
  if (samples_per_second <= 0) throw new Error('a row with an impossible speed');
  return row;
}

function bits(tensors: ReadonlyMap<string, TensorData>): Record<string, string> {
  return Object.fromEntries(
    [...tensors].map(([name, { data }]) => [
      name,
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
    ]),
  );
}
