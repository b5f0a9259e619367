// Judges the encoder of a training as it stands.
import type { RunConfig } from '../config/run-config';
import type { Dataset } from '../dataset/dataset';
import { evaluate } from '../evaluate/evaluate';
import type { EvaluationReport } from '../evaluate/evaluation-report';
import type { Runtime, State } from '../runtime/runtime';
import type { EmbeddedRows, Embedder } from './embedder';
import { testLabels } from './test-labels';
import { spreadRows } from './spread-rows';
import type { TrainingData } from './training-data';
import type { ViewSource } from './view-source';

/** Samples of which two views are compared: alignment and the bound settle long before. */
const PAIRED_SAMPLES = 1024;

export interface EvaluationSetup {
  readonly config: RunConfig;
  readonly data: TrainingData;
  /** Of `data.test`, where there is one. */
  readonly testViews?: ViewSource;
  readonly embedder: Embedder;
  readonly runtime: Runtime;
  readonly signal?: AbortSignal;
}

export interface Evaluation {
  readonly report: EvaluationReport;
  /** Of every training sample, in the dataset's order. */
  readonly embeddings: EmbeddedRows;
}

/** Embeds both datasets with `state` and evaluates them; views are drawn for `epoch`. */
export async function evaluateState(
  setup: EvaluationSetup,
  state: State,
  epoch: number,
): Promise<Evaluation> {
  const { config, data, testViews, embedder, runtime, signal } = setup;
  const options = signal ? { signal } : {};
  const embeddings = await embedder.embed(allRows(data.train), state, options);
  const test =
    data.test && testViews
      ? judged(
          testLabels(data.train, data.test),
          await embedder.embed(allRows(data.test), state, { ...options, views: testViews }),
        )
      : undefined;
  const pairs = await embedder.embedPair(
    spreadRows(data.train.length, PAIRED_SAMPLES),
    state,
    epoch,
  );
  const report = await evaluate({
    train: judged(data.train.labels, embeddings),
    test,
    views: {
      first: counted(pairs.first),
      second: counted(pairs.second),
      // The bound is that of InfoNCE; other objectives are judged with SimCLR's temperature.
      temperature: 'temperature' in config.objective ? config.objective.temperature : 0.5,
    },
    settings: config.evaluate,
    seed: config.train.seed,
    runtime,
  });
  return { report, embeddings };
}

export function allRows({ length }: Dataset): Uint32Array {
  return Uint32Array.from({ length }, (_, row) => row);
}

function judged(labels: Int32Array | undefined, rows: EmbeddedRows) {
  return { embeddings: counted(rows), labels };
}

function counted({ values, width }: EmbeddedRows) {
  return { values, width, count: values.length / width };
}
