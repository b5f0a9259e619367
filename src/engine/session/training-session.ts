// Trains a config from start to end, or goes on with a run: data, runtime, run folder and report.
import { dirname } from 'node:path';
import { loadConfig, type LoadedConfig } from '../config/load-config';
import { resolvedYaml } from '../config/resolved-yaml';
import type { Checkpoint } from '../runs/checkpoints';
import type { MetricsRow } from '../runs/metrics-log';
import type { Run } from '../runs/run';
import { createRun } from '../runs/run-folder';
import { RunWriter } from '../runs/run-writer';
import { sampleTable, SAMPLES } from '../runs/sample-table';
import type { Runtime } from '../runtime/runtime';
import { checkFit } from '../train/data/fit';
import type { TrainingOutcome } from '../train/train';
import type { TrainingData } from '../train/data/training-data';
import { warnOfChanges } from './changes-since';
import { logged } from './defect';
import { trainEnduringly } from './enduring-training';
import { loadResumed, type Resumption } from './resumption';
import { closeData, openData } from './session-data';
import type { SessionListener } from './session-listener';
import { circumstances, sessionRuntime } from './session-runtime';

export interface SessionResult {
  readonly outcome: TrainingOutcome;
  readonly run: Run;
  readonly metrics: readonly MetricsRow[];
}

interface Place {
  readonly listener: SessionListener;
  /** Stops after the step that is going on, with a checkpoint; before the first, rejects with its reason. */
  readonly signal?: AbortSignal;
}

interface Job {
  readonly loaded: LoadedConfig;
  readonly data: TrainingData;
  readonly runtime: Runtime;
  readonly run: RunWriter;
  readonly checkpoint?: Checkpoint | undefined;
}

/** A new run of a config file, with command-line settings laid over it. */
export async function trainAnew(
  file: string,
  overrides: readonly string[],
  place: Place,
): Promise<SessionResult> {
  return trainLoaded(await loadConfig(file, overrides), place);
}

/** A new run of a config that is loaded already. */
export async function trainLoaded(loaded: LoadedConfig, place: Place): Promise<SessionResult> {
  place.listener.onConfig?.(loaded, 0);
  const selected = await sessionRuntime(loaded.config, { note: noteOf(place) });
  const data = await openData(loaded, place.listener, place.signal);
  try {
    // What cannot be trained makes no run.
    checkFit(loaded.config, data);
    const run = await createRun(dirname(loaded.file), {
      name: loaded.config.name,
      configFile: loaded.file,
      configBytes: loaded.bytes,
      resolved: resolvedYaml(loaded.config),
      record: { seed: loaded.config.train.seed, ...circumstances(selected, data) },
      now: new Date(),
    });
    const { runtime } = selected;
    return await trainAndClose({ loaded, data, runtime, run }, place);
  } finally {
    await closeData(data);
  }
}

/** Goes on with a run, from its newest checkpoint. `configFile`: whose run it is, as the person named it. */
export async function trainOn(
  run: Run,
  { configFile, ...resumption }: Resumption & { readonly configFile: string },
  place: Place,
): Promise<SessionResult> {
  const writer = await RunWriter.open(run.path);
  try {
    const loaded = await loadResumed(writer, resumption);
    place.listener.onConfig?.(loaded, (await writer.record()).epochs_done);
    const selected = await sessionRuntime(loaded.config, {
      choice: resumption.runtime,
      note: noteOf(place),
    });
    const data = await openData(loaded, place.listener, place.signal);
    try {
      const checkpoint = await writer.resume();
      await warnOfChanges(writer, { configFile, data, checkpoint }, place.listener);
      await writer.writeFile('resolved.yaml', resolvedYaml(loaded.config));
      await writer.update(circumstances(selected, data));
      const { runtime } = selected;
      return await trainAndClose({ loaded, data, runtime, run: writer, checkpoint }, place);
    } finally {
      await closeData(data);
    }
  } finally {
    await writer.close();
  }
}

async function trainAndClose(job: Job, { listener, signal }: Place): Promise<SessionResult> {
  const { loaded, run, data } = job;
  try {
    for (const dataset of [data.train, data.test, data.second])
      if (dataset && dataset.skipped.length > 0) listener.onSkipped(dataset);
    await run.writeFile(SAMPLES, JSON.stringify(sampleTable(data.train)));
    await listener.onStart(job);
    const outcome = await trainEnduringly({
      ...job,
      config: loaded.config,
      ...(signal && { signal }),
      onEvent: (event) => {
        listener.onEvent(event);
      },
      onChange: (runtime, sentence) => {
        listener.onWarning(sentence);
        listener.onRuntime?.(runtime);
      },
    });
    return { outcome, run, metrics: await run.metrics() };
  } catch (error) {
    throw await logged(error, run.path, 'error.log');
  } finally {
    await run.close();
  }
}

const noteOf =
  ({ listener }: Place) =>
  (sentence: string): void => {
    listener.onWarning(sentence);
  };
