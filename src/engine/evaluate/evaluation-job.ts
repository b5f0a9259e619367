// What is to be evaluated, and whether its parts fit each other.
import { InputError } from '../input-error';
import type { Runtime } from '../runtime/runtime';
import { checkUsable, type Embeddings } from './embeddings';
import type { EvaluationSettings } from './evaluation-report';

/** Rows with labels where there are any. */
export interface JudgedRows {
  readonly embeddings: Embeddings;
  /** Class index per row, −1 where unknown. */
  readonly labels?: Int32Array | undefined;
}

export interface EvaluationJob {
  readonly train: JudgedRows;
  /** Where it is absent, or has no labels, a share of the labelled training rows is held out. */
  readonly test?: JudgedRows | undefined;
  /** Positive pairs: row i of each are two views of one sample. */
  readonly views?: PositivePairs | undefined;
  readonly settings: EvaluationSettings;
  readonly seed: number;
  readonly runtime: Runtime;
}

export interface PositivePairs {
  readonly first: Embeddings;
  readonly second: Embeddings;
  /** That of the objective. */
  readonly temperature: number;
}

/** @throws InputError where rows are all zero or not finite, or where sets do not fit each other. */
export function checkJob({ train, test, views }: EvaluationJob): void {
  const sets = { training: train, test: test, ...(views && viewSets(views)) };
  for (const [name, rows] of Object.entries(sets)) {
    if (!rows) continue;
    checkUsable(rows.embeddings, name);
    const labels = rows.labels?.length ?? rows.embeddings.count;
    if (labels !== rows.embeddings.count)
      throw new InputError(
        `there are ${labels} labels for ${rows.embeddings.count} ${name} embeddings: give one for each`,
      );
  }
  if (test && test.embeddings.width !== train.embeddings.width)
    throw new InputError(
      `the test embeddings have ${test.embeddings.width} dimensions, the training embeddings ` +
        `${train.embeddings.width}: make both with the same encoder`,
    );
  if (views) checkPairs(views);
}

function checkPairs({ first, second }: PositivePairs): void {
  if (first.count !== second.count || first.width !== second.width)
    throw new InputError(
      `the two views are ${first.count} × ${first.width} and ${second.count} × ${second.width}: ` +
        'row i of both must be the same sample',
    );
}

const viewSets = ({ first, second }: PositivePairs): Record<string, JudgedRows> => ({
  'first view': { embeddings: first },
  'second view': { embeddings: second },
});
