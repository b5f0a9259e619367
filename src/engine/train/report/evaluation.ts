// Judges the encoder of a training as it stands.
import type { RunConfig } from '../../config/run-config';
import type { Dataset } from '../../dataset/dataset';
import { selectRows } from '../../evaluate/embeddings';
import { evaluate } from '../../evaluate/evaluate';
import type { EvaluationReport } from '../../evaluate/evaluation-report';
import type { Runtime, State } from '../../runtime/runtime';
import type { EmbeddedRows, EmbeddedSamples, Embedder } from '../embedding/embedder';
import { halves, type EmbeddedPairs } from '../embedding/pair-embedder';
import { testLabels } from '../data/test-labels';
import { spreadRows } from '../data/spread-rows';
import type { TrainingData } from '../data/training-data';
import type { ViewSource } from '../views/view-source';

/** Samples of which two views are compared: alignment and the bound settle long before. */
const PAIRED_SAMPLES = 1024;
/** Samples of which two views are kept. */
const VIEWED_SAMPLES = 20_000;

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
  /** Of every training sample, in the dataset's order; with what the head makes of it. */
  readonly embeddings: EmbeddedSamples;
  /** Of every test sample, where there are some. */
  readonly testEmbeddings?: EmbeddedRows;
  /** Of samples that stand for all; absent where the embedder has no views of its own. */
  readonly views?: ViewedSamples;
}

/** Two views of each of some samples, drawn for the epoch. */
export interface ViewedSamples extends EmbeddedPairs {
  /** Of the training samples, rising. */
  readonly rows: Uint32Array;
}

/** Embeds both datasets with `state` and evaluates them; views are drawn for `epoch`. */
export async function evaluateState(
  setup: EvaluationSetup,
  state: State,
  epoch: number,
): Promise<Evaluation> {
  const { config, data, testViews, embedder, runtime, signal } = setup;
  const options = signal ? { signal } : {};
  const plain = { ...options, withHead: true };
  const embeddings = await embedder.embed(allRows(data.train), state, plain);
  const testEmbeddings =
    data.test && testViews
      ? await embedder.embed(allRows(data.test), state, { ...options, views: testViews })
      : undefined;
  const test =
    data.test && testEmbeddings
      ? judged(testLabels(data.train, data.test), testEmbeddings)
      : undefined;
  const views = await viewed(setup, state, epoch);
  const pairs = await paired(setup, state, epoch, views);
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
  return {
    ...{ report, embeddings },
    ...(testEmbeddings && { testEmbeddings }),
    ...(views && { views }),
  };
}

async function viewed(
  { data, embedder, signal }: EvaluationSetup,
  state: State,
  epoch: number,
): Promise<ViewedSamples | undefined> {
  const rows = spreadRows(data.train.length, VIEWED_SAMPLES);
  const pairs = await embedder.embedViews(rows, state, { epoch, signal });
  return pairs && { rows, ...pairs };
}

/** What the objective compares, of few samples: taken from the views that are there, if it is the same. */
async function paired(
  { data, embedder }: EvaluationSetup,
  state: State,
  epoch: number,
  views: ViewedSamples | undefined,
): Promise<{ first: EmbeddedRows; second: EmbeddedRows }> {
  const { length } = data.train;
  const rows = spreadRows(length, PAIRED_SAMPLES);
  if (views?.rows.length !== length || !embedder.pairsAreOwn)
    return embedder.embedPair(rows, state, epoch);
  const { first, second } = halves(views.z);
  return { first: selectRows(counted(first), rows), second: selectRows(counted(second), rows) };
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
