// The triplet loss as its papers write it: loops over triplets, float64.
import type { Batch } from './graph-loss';
import type { LossConfig } from './loss-settings';
import { mean, sides, type Sides } from './naive-distance';

/** Uniform numbers in the order of anchors and columns of positives; `width` columns. */
export interface Draws {
  readonly values: Float32Array;
  readonly width: number;
}

export interface NaiveTriplets {
  readonly loss: number;
  /** Share of the triplets that have a loss above 0. */
  readonly active: number;
}

/** Schroff et al. 2015, equation 3, over the triplets that `mining` and `average` name. */
export function naiveTriplet(batch: Batch, config: LossConfig, draws?: Draws): NaiveTriplets {
  if (config.objective.name !== 'triplet') throw new Error('triplet only');
  const { margin, soft_margin: soft, mining, average } = config.objective;
  const squared = config.objective.distance === 'squared';
  const gaps = sides(batch, config, squared).flatMap((side, anchor) =>
    chosenGaps(side, mining, {
      squared,
      dimensions: batch.rows[0].length,
      ...(draws && { draws: side.columns.map((c) => draws.values[anchor * draws.width + c]) }),
    }),
  );
  const mined = gaps.filter((g) => counts(g, mining, margin));
  const losses = mined.map((g) =>
    soft ? Math.log1p(Math.exp(margin - g)) : Math.max(0, margin - g),
  );
  const active = losses.filter((loss) => loss > 0);
  return {
    loss: mean(average === 'all' ? losses : active),
    active: active.length / Math.max(1, gaps.length),
  };
}

interface Choice {
  readonly squared: boolean;
  readonly dimensions: number;
  readonly draws?: readonly number[];
}

function chosenGaps({ positives, negatives }: Sides, mining: string, choice: Choice): number[] {
  if (positives.length === 0 || negatives.length === 0) return [];
  if (mining === 'batch-hard') return [Math.min(...negatives) - Math.max(...positives)];
  if (mining !== 'distance-weighted') return positives.flatMap((p) => negatives.map((n) => n - p));
  const weights = negatives.map((n) =>
    weight(choice.squared ? Math.sqrt(n) : n, choice.dimensions),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  if (total === 0) return [];
  return positives.map((p, which) => {
    let left = choice.draws![which] * total;
    const drawn = weights.findIndex((w) => (left -= w) < 0);
    return negatives[drawn] - p;
  });
}

/** 1 / q(D), Wu et al. 2017, section 4. */
function weight(d: number, dimensions: number): number {
  if (d >= 1.4) return 0;
  const at = Math.max(d, 0.5);
  return 1 / (at ** (dimensions - 2) * (1 - at ** 2 / 4) ** ((dimensions - 3) / 2));
}

function counts(gap: number, mining: string, margin: number): boolean {
  if (mining === 'hard') return gap <= 0;
  if (mining === 'semi-hard') return gap > 0 && gap <= margin;
  return mining === 'easy' ? gap > margin : true;
}
