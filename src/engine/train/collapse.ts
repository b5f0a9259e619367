// When all samples have become one point.
import type { RunConfig } from '../config/run-config';
import type { MetricsRow } from '../runs/metrics-log';

/**
 * A sentence where an epoch's loss is that of equal embeddings, log(1 + N) for N negatives, and
 * its positives are as near as can be; undefined where they still differ.
 */
export function collapseWarning(
  row: MetricsRow,
  { train, optimizer }: RunConfig,
): string | undefined {
  const atChance = Math.log(2 * train.batch_size - 1);
  if (row.positive_cosine < 0.999 || Math.abs(row.loss - atChance) > 1e-3 * atChance)
    return undefined;
  return (
    `after epoch ${row.epoch} all samples have the same embedding (loss ${row.loss.toPrecision(4)}, ` +
    `as by chance): lower optimizer.lr (now ${optimizer.lr}) or set optimizer.clip_norm: 1.`
  );
}
