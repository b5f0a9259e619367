// InfoNCE on pairs of views, by double loops in float64, and the anchors at the floor of their mass.
import { configOf, cosine, type LossSettings, type Rows } from './loss-settings';
import { naiveEstimate } from './naive-mass';
import { naiveObjective } from './naive-objective';

/** As `naiveObjective`. */
export function naiveLoss(rows: Rows, settings: LossSettings, frozen: Rows = rows): number {
  return naiveObjective({ rows }, configOf(settings), frozen);
}

/** Share of anchors whose estimate of G lies below its floor. */
export function naiveClampedShare(rows: Rows, settings: LossSettings): number {
  const clamped = rows.filter((row, anchor) => {
    const twin = (anchor + rows.length / 2) % rows.length;
    const others = rows.filter((_, j) => j !== anchor && j !== twin);
    const negatives = others.map((other) => cosine(row, other));
    const compared = { positive: cosine(row, rows[twin]), negatives, frozen: negatives };
    const floor = negatives.length * Math.exp(-1 / settings.temperature);
    return naiveEstimate(compared, settings) <= floor;
  });
  return clamped.length / rows.length;
}
