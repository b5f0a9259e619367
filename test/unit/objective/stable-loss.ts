// The same losses in float64 with every mass as its logarithm: the oracle at temperatures and
// concentrations where the plain exponentials leave even float64.
import { cosine, type LossSettings, type Rows } from './loss-settings';
import { twinOf } from './naive-loss';

/** As `naiveLoss`. */
export function stableLoss(rows: Rows, settings: LossSettings, frozen: Rows = rows): number {
  const losses = rows.map((row, anchor) => {
    const positive = cosine(row, rows[twinOf(anchor, rows.length)]) / settings.temperature;
    return logOnePlusExp(logMass(rows, anchor, positive, settings, frozen) - positive);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / rows.length;
}

function logMass(
  rows: Rows,
  anchor: number,
  positive: number,
  { weighting, temperature: t, tauPlus, beta, detach }: LossSettings,
  frozen: Rows,
): number {
  const twin = twinOf(anchor, rows.length);
  const others = rows.flatMap((_, j) => (j === anchor || j === twin ? [] : [j]));
  const logits = others.map((j) => cosine(rows[anchor], rows[j]) / t);
  if (weighting === 'uniform') return logSumExp(logits);
  const from = detach ? frozen : rows;
  const exponent = weighting === 'hard' ? beta : 0;
  const weights = others.map((j) => (exponent * cosine(from[anchor], from[j])) / t);
  const logCount = Math.log(others.length);
  const reweighted =
    logSumExp(logits.map((logit, i) => logit + weights[i])) - logSumExp(weights) + logCount;
  const floor = logCount - 1 / t;
  const share = Math.exp(Math.log(tauPlus) + logCount + positive - reweighted);
  if (share >= 1) return floor;
  return Math.max(floor, reweighted + Math.log1p(-share) - Math.log(1 - tauPlus));
}

function logSumExp(values: readonly number[]): number {
  const max = Math.max(...values);
  return max + Math.log(values.reduce((sum, value) => sum + Math.exp(value - max), 0));
}

function logOnePlusExp(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
