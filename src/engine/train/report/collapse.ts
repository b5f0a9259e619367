// When all samples have become one point.
import type { RunConfig } from '../../config/run-config';
import type { MetricsRow } from '../../runs/metrics-log';

/**
 * A sentence where an epoch's loss is that of equal embeddings, log(1 + N) for N negatives, and
 * its positives are as near as can be; undefined where they still differ.
 */
export function collapseWarning(row: MetricsRow, config: RunConfig): string | undefined {
  const { optimizer } = config;
  const atChance = lossAtChance(config);
  if (
    atChance === undefined ||
    row.positive_cosine < 0.999 ||
    Math.abs(row.loss - atChance) > 1e-3 * atChance
  )
    return undefined;
  return (
    `after epoch ${row.epoch} all samples have the same embedding (loss ${row.loss.toPrecision(4)}, ` +
    `as by chance): lower optimizer.lr (now ${optimizer.lr}) or set optimizer.clip_norm: 1.`
  );
}

/** Of InfoNCE however its negatives count; undefined where N is not the same for all anchors, or few are chosen. */
function lossAtChance({ objective, negatives, positives, train }: RunConfig): number | undefined {
  const regular = positives.from === 'augmentation' && negatives.exclude.length === 0;
  const counted = ['uniform', 'debiased', 'hard'].includes(negatives.weighting);
  if (objective.name !== 'info-nce' || !regular || !counted) return undefined;
  return Math.log(1 + negativesOf(negatives, train.batch_size));
}

function negativesOf(negatives: RunConfig['negatives'], batch: number): number {
  if (negatives.from !== 'batch') return negatives.size;
  return negatives.among === 'other-view' ? batch - 1 : 2 * batch - 2;
}
