// A batch of the objectives' tests as plain rows, and what explanations of its anchors add up to.
import { anchorCount, anchorOf } from '../../../src/engine/explain/anchor-of';
import { explainAnchor } from '../../../src/engine/explain/explain';
import type { Explanation } from '../../../src/engine/explain/explanation';
import { withSynthetic, type AnchorMix } from '../../../src/engine/explain/mixing';
import { countOf, twinOf, type PlainRows } from '../../../src/engine/explain/plain-rows';
import type { Batch } from '../objective/graph-loss';
import type { LossConfig } from '../objective/loss-settings';

/** In float64; unit rows, but for n-pair. */
export function plainBatch(batch: Batch, { objective }: LossConfig): PlainRows {
  const { rows, twins = true, samples, classes, kin, pairs, stored } = batch;
  const length = (row: readonly number[]): number =>
    objective.name === 'n-pair' ? 1 : Math.hypot(...row);
  return {
    values: Float64Array.from(rows.flatMap((row) => row.map((value) => value / length(row)))),
    width: rows[0].length,
    twins,
    ...(samples && { samples }),
    ...(classes && { classes }),
    ...(kin && { kin }),
    ...(pairs && { pairs }),
    ...(stored && {
      stored: {
        values: Float64Array.from(stored.rows.flat()),
        ...(stored.classes && { classes: stored.classes }),
      },
    }),
  };
}

/** `mixes`: the draws of each anchor, where negatives are mixed. */
export function explanations(
  batch: Batch,
  config: LossConfig,
  mixes?: readonly AnchorMix[],
): Explanation[] {
  const rows = plainBatch(batch, config);
  return Array.from({ length: anchorCount(rows, config) }, (_, index) => {
    const anchor = anchorOf(rows, index, config);
    const mix = mixes?.[index];
    return explainAnchor(
      mix ? withSynthetic(anchor, { rows, index, settings: config, mix }) : anchor,
      config,
    );
  });
}

export interface Total {
  /** The mean of the anchors' losses. */
  readonly loss: number;
  /** Its gradient by the rows as given, by the chain rule from the gradients of the cosines. */
  readonly gradient: number[][];
}

/** `negativesTwice`: lifted pairs are met from both rows, with the negatives of both. */
export function totalOf(batch: Batch, config: LossConfig, negativesTwice = false): Total {
  const rows = plainBatch(batch, config);
  const all = explanations(batch, config);
  const unit = unflattened(rows.values, rows.width);
  const candidates = batch.stored?.rows ?? unit;
  // The keys of a queue are another encoder's.
  const keysLearn = !batch.stored || config.negatives.from === 'memory-bank';
  const byUnit = unit.map((row) => row.map(() => 0));
  const add = (to: number[] | undefined, slope: number, row: readonly number[]): void => {
    if (to) row.forEach((value, k) => (to[k] += (slope * value) / all.length));
  };
  all.forEach(({ positives, negatives }, anchor) => {
    const meet = (j: number | undefined, slope: number): void => {
      const other = j === undefined ? unit[twinOf(rows, anchor)!] : candidates[j];
      add(byUnit[anchor], slope, other);
      if (j === undefined) {
        if (keysLearn) add(byUnit[twinOf(rows, anchor)!], slope, unit[anchor]);
      } else if (!batch.stored) add(byUnit[j], slope, unit[anchor]);
    };
    for (const { index, gradient } of positives) meet(index, gradient);
    negatives.index.forEach((j, rank) => {
      meet(j, negatives.gradient[rank] * (negativesTwice ? 2 : 1));
    });
  });
  return {
    loss: all.reduce((sum, { loss }) => sum + loss, 0) / all.length,
    gradient: batch.rows.map((row, i) => throughLength(byUnit[i], row, i, rows, config)),
  };
}

/** From the gradient by a unit row to that by the row; n-pair takes rows as they are. */
function throughLength(
  byUnit: readonly number[],
  row: readonly number[],
  i: number,
  rows: PlainRows,
  { objective }: LossConfig,
): number[] {
  if (objective.name === 'n-pair')
    return byUnit.map((slope, k) => slope + (2 * objective.l2 * row[k]) / countOf(rows));
  const unit = unflattened(rows.values, rows.width)[i];
  const along = unit.reduce((sum, value, k) => sum + value * byUnit[k], 0);
  return byUnit.map((slope, k) => (slope - along * unit[k]) / Math.hypot(...row));
}

function unflattened(values: Float64Array, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, i) => [
    ...values.subarray(i * width, (i + 1) * width),
  ]);
}
