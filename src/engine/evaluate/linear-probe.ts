// The linear probe: how well a linear classifier does on frozen embeddings (Chen et al. 2020,
// section 2.3), with all labels or a share of them.
import type { Runtime } from '../runtime/runtime';
import { classNumbers } from './classes';
import { selectLabelled, type LabelledEmbeddings } from './embeddings';
import { fitLogistic, logits } from './logistic-regression';
import { labelFraction } from './split';
import { columnStatistics, standardise } from './standardise';
import { rankOf, topAccuracy, type TopAccuracy } from './top-accuracy';

export interface ProbeOptions {
  /** Share in (0, 1] of each class's labels that the probe sees, at least one of each; default 1. */
  readonly labelFraction?: number;
  readonly seed: number;
  /** C of the L2 penalty; default 1, as in scikit-learn. */
  readonly inverseRegularisation?: number;
  readonly maxIterations?: number;
}

/**
 * Accuracy on `test` of a logistic regression on `train`; every row of both has a class. Columns
 * are standardised by all training rows, since that takes no labels. Undefined where `train` has
 * fewer than two classes.
 */
export async function linearProbe(
  runtime: Runtime,
  train: LabelledEmbeddings,
  test: LabelledEmbeddings,
  options: ProbeOptions,
): Promise<TopAccuracy | undefined> {
  const {
    labelFraction: share = 1,
    seed,
    inverseRegularisation = 1,
    maxIterations = 1000,
  } = options;
  const numbers = classNumbers(train.labels);
  if (numbers.size < 2) return undefined;
  const statistics = columnStatistics(train.embeddings);
  const seen = share < 1 ? selectLabelled(train, labelFraction(train.labels, share, seed)) : train;
  const task = {
    features: standardise(seen.embeddings, statistics),
    classes: seen.labels.map((label) => numbers.get(label)!),
    classCount: numbers.size,
  };
  const model = await fitLogistic(runtime, task, { inverseRegularisation, maxIterations });
  const scores = await logits(runtime, standardise(test.embeddings, statistics), model);
  const ranks = Array.from(test.labels, (label, i) =>
    rankOf(scores.subarray(i * numbers.size, (i + 1) * numbers.size), numbers.get(label)),
  );
  return topAccuracy(ranks, numbers.size);
}
