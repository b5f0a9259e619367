// A trained run ready to embed: its data, its runtime, and the weights of a checkpoint.
import type { LoadedConfig } from '../config/load-config';
import type { RunConfig } from '../config/run-config';
import { InputError } from '../input-error';
import type { Checkpoint } from '../runs/checkpoints';
import type { Run } from '../runs/run';
import type { Runtime, State } from '../runtime/runtime';
import { selectRuntime, type RuntimeChoice } from '../runtime/select-runtime';
import { loadRunConfig } from '../session/run-config-file';
import { closeData, openData } from '../session/session-data';
import { restoreState } from '../train/checkpoint-state';
import { trainingViews } from '../train/views/dataset-views';
import { Embedder } from '../train/embedding/embedder';
import { encoderStatistics, type EncoderStatistics } from '../train/data/encoder-statistics';
import type { TrainingData } from '../train/data/training-data';
import type { Output } from './output';
import { sessionReport } from './session-report';

export interface TrainedEncoder {
  readonly run: Run;
  readonly loaded: LoadedConfig;
  readonly config: RunConfig;
  readonly data: TrainingData;
  readonly statistics: EncoderStatistics;
  readonly runtime: Runtime;
  readonly checkpoint: Checkpoint;
  readonly embedder: Embedder;
  readonly state: State;
}

export interface EncoderChoice {
  /** Epoch of a checkpoint; the newest without it. */
  readonly epoch?: number | undefined;
  /** Default: what the config evaluates. */
  readonly output?: RunConfig['evaluate']['embeddings'] | undefined;
  readonly runtime?: RuntimeChoice | undefined;
}

/** `work` may use the encoder until it ends. */
export async function withTrainedEncoder<T>(
  run: Run,
  choice: EncoderChoice,
  output: Output,
  work: (encoder: TrainedEncoder) => Promise<T>,
): Promise<T> {
  const loaded = await loadRunConfig(run);
  const config = configFor(loaded.config, choice);
  const checkpoint = await checkpointOf(run, choice.epoch);
  const { threads } = config.train;
  const runtime = await selectRuntime(
    choice.runtime ?? config.train.runtime,
    threads === undefined ? {} : { threads },
  );
  const data = await openData(loaded, sessionReport(output));
  try {
    const statistics = await encoderStatistics(data, config);
    const views = trainingViews(data, config, statistics);
    const embedder = await Embedder.create({ config, statistics, views, runtime });
    const state = runtime.createState(restoreState(checkpoint).values);
    const encoder = { run, loaded, config, data, statistics, runtime, checkpoint, embedder, state };
    return await work(encoder).finally(async () => {
      state.dispose();
      await embedder.dispose();
    });
  } finally {
    await closeData(data);
  }
}

function configFor(config: RunConfig, { output }: EncoderChoice): RunConfig {
  if (output === undefined) return config;
  return { ...config, evaluate: { ...config.evaluate, embeddings: output } };
}

async function checkpointOf(run: Run, epoch: number | undefined): Promise<Checkpoint> {
  if (epoch === undefined) {
    const newest = await run.latestCheckpoint();
    if (newest) return newest;
    throw new InputError(`run ${run.id} has no checkpoint yet: train it longer`);
  }
  const epochs = await run.checkpoints();
  if (epochs.includes(epoch)) return run.checkpoint(epoch);
  const there = epochs.length === 0 ? 'none' : epochs.join(', ');
  throw new InputError(`run ${run.id} has no checkpoint ${epoch}: there are ${there}`);
}
