// The contrastive losses as their papers write them: double loops over pairs, float64, nothing in
// the log domain. For moderate temperatures only; stable-loss.ts is for the others.
import { cosine, type LossSettings, type Rows } from './loss-settings';

/**
 * The mean of −log(p / (p + G)) over the anchors (Chen et al. 2020, equation 1), with G by
 * Chuang et al. 2020, equation 8, and Robinson et al. 2021, section 4. Where `detach` is set the
 * weights of hard negatives come from `frozen`, which a finite difference holds still.
 */
export function naiveLoss(rows: Rows, settings: LossSettings, frozen: Rows = rows): number {
  let sum = 0;
  for (let anchor = 0; anchor < rows.length; anchor++) {
    const p = exponential(rows, anchor, twinOf(anchor, rows.length), settings.temperature);
    sum += -Math.log(p / (p + negativeMass(rows, anchor, p, settings, frozen)));
  }
  return sum / rows.length;
}

/** Share of anchors whose estimate of G lies below its floor. */
export function naiveClampedShare(rows: Rows, settings: LossSettings): number {
  const { temperature: t } = settings;
  const floor = (rows.length - 2) * Math.exp(-1 / t);
  const clamped = rows.filter((_, anchor) => {
    const p = exponential(rows, anchor, twinOf(anchor, rows.length), t);
    return estimate(rows, anchor, p, settings, rows) <= floor;
  });
  return clamped.length / rows.length;
}

export function twinOf(anchor: number, rows: number): number {
  return (anchor + rows / 2) % rows;
}

function negativeMass(
  rows: Rows,
  anchor: number,
  p: number,
  settings: LossSettings,
  frozen: Rows,
): number {
  const mass = estimate(rows, anchor, p, settings, frozen);
  if (settings.weighting === 'uniform') return mass;
  return Math.max(mass, (rows.length - 2) * Math.exp(-1 / settings.temperature));
}

function estimate(
  rows: Rows,
  anchor: number,
  p: number,
  { weighting, temperature: t, tauPlus, beta, detach }: LossSettings,
  frozen: Rows,
): number {
  const twin = twinOf(anchor, rows.length);
  let [weighted, weights, count] = [0, 0, 0];
  for (let j = 0; j < rows.length; j++) {
    if (j === anchor || j === twin) continue;
    const w = weighting === 'hard' ? exponential(detach ? frozen : rows, anchor, j, t) ** beta : 1;
    weighted += w * exponential(rows, anchor, j, t);
    weights += w;
    count += 1;
  }
  const reweighted = weighted / (weights / count);
  return weighting === 'uniform' ? reweighted : (reweighted - tauPlus * count * p) / (1 - tauPlus);
}

function exponential(rows: Rows, i: number, j: number, temperature: number): number {
  return Math.exp(cosine(rows[i], rows[j]) / temperature);
}
