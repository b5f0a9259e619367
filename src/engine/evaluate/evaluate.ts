// Judges embeddings by every figure that their labels, test set and views allow.
import { alignment } from './alignment';
import { classStructure } from './class-structure';
import { classByDifficulty } from './class-by-difficulty';
import { classNumbers, labelledRows } from './classes';
import { effectiveRank } from './effective-rank';
import { selectLabelled, type Embeddings, type LabelledEmbeddings } from './embeddings';
import {
  checkJob,
  type EvaluationJob,
  type JudgedRows,
  type PositivePairs,
} from './evaluation-job';
import type { EvaluationReport } from './evaluation-report';
import { infoNceBound } from './infonce-bound';
import { knnAccuracy } from './knn';
import { linearProbe } from './linear-probe';
import { holdout } from './split';
import { uniformity } from './uniformity';

/**
 * @throws InputError where rows are all zero or not finite (it names them), or where sets do not
 * fit each other.
 */
export async function evaluate(job: EvaluationJob): Promise<EvaluationReport> {
  checkJob(job);
  const { train, test, views } = job;
  const judged = test && test.embeddings.count > 0 ? test : train;
  return {
    ...(await accuracies(job)),
    ...(await structure(job, labelledPart(judged))),
    ...(await spread(job, judged.embeddings)),
    ...(views && views.first.count > 0 && (await agreement(job, views))),
  };
}

async function accuracies(job: EvaluationJob): Promise<EvaluationReport> {
  const { train, test } = trainAndTest(job);
  if (train.labels.length === 0 || test.labels.length === 0) return {};
  const counts = { labelledTrain: train.labels.length, labelledTest: test.labels.length };
  if (classNumbers(train.labels).size < 2) return counts;
  const knn = await knnAccuracy(job.runtime, train, test, job.settings.knn);
  return {
    ...counts,
    knnTop1: knn.top1,
    ...(knn.top5 !== undefined && { knnTop5: knn.top5 }),
    ...(await probes(job, train, test)),
  };
}

async function probes(
  { runtime, settings, seed }: EvaluationJob,
  train: LabelledEmbeddings,
  test: LabelledEmbeddings,
): Promise<EvaluationReport> {
  const figures: Record<string, number> = {};
  const { label_fractions: fractions, c, max_iterations } = settings.probe;
  const options = {
    ...(c !== undefined && { inverseRegularisation: c }),
    ...(max_iterations !== undefined && { maxIterations: max_iterations }),
  };
  for (const labelFraction of fractions) {
    const accuracy = await linearProbe(runtime, train, test, { ...options, labelFraction, seed });
    const suffix = labelFraction < 1 ? `At${percent(labelFraction)}Percent` : '';
    if (accuracy) figures[`probeTop1${suffix}`] = accuracy.top1;
    if (accuracy?.top5 !== undefined) figures[`probeTop5${suffix}`] = accuracy.top5;
  }
  return figures;
}

async function structure(
  { runtime }: EvaluationJob,
  labelled: LabelledEmbeddings,
): Promise<EvaluationReport> {
  if (labelled.labels.length === 0) return {};
  const { concentration, separation } = classStructure(labelled);
  return {
    classConcentration: concentration,
    ...(separation !== undefined && { classSeparation: separation }),
    ...(await classByDifficulty(runtime, labelled)),
  };
}

async function spread(
  { runtime, seed }: EvaluationJob,
  embeddings: Embeddings,
): Promise<EvaluationReport> {
  if (embeddings.count < 2) return {};
  return {
    uniformity: await uniformity(runtime, embeddings, seed),
    ...effectiveRank(embeddings, seed),
  };
}

async function agreement(
  { runtime, seed }: EvaluationJob,
  views: PositivePairs,
): Promise<EvaluationReport> {
  const { bound, ceiling } = await infoNceBound(runtime, views, views.temperature, seed);
  return {
    alignment: alignment(views.first, views.second),
    infoNceBound: bound,
    infoNceCeiling: ceiling,
  };
}

function trainAndTest({ train, test, settings, seed }: EvaluationJob): {
  readonly train: LabelledEmbeddings;
  readonly test: LabelledEmbeddings;
} {
  const learned = labelledPart(train);
  const judged = test && labelledPart(test);
  if (judged && judged.labels.length > 0) return { train: learned, test: judged };
  const split = holdout(learned.labels, settings.holdout, seed);
  return { train: selectLabelled(learned, split.train), test: selectLabelled(learned, split.test) };
}

function labelledPart({ embeddings, labels }: JudgedRows): LabelledEmbeddings {
  const known = labels ?? new Int32Array(embeddings.count).fill(-1);
  const rows = labelledRows(known);
  if (rows.length === embeddings.count) return { embeddings, labels: known };
  return selectLabelled({ embeddings, labels: known }, rows);
}

/** 0.1 -> "10", 0.015 -> "1.5": without the digits that rounding adds. */
const percent = (share: number): string => String(Number((share * 100).toPrecision(6)));
