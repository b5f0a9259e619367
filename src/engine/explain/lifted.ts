// Lifted structure: Song et al. 2016 (arXiv 1511.06452), equations 3 (max) and 4 (smooth).
import type { RunConfig } from '../config/run-config';
import type { AnchorLoss, Compared } from './anchor';
import { distancesOf } from './distances';
import { logSumExp, softMax } from './soft-max';

type Settings = Extract<RunConfig['objective'], { name: 'lifted' }>;

/**
 * ℓ = meanⱼ ½ max(0, Jⱼ)² over the positives j, with
 * Jⱼ = log( Σₖ e^(margin − Dₖ) + Σₗ e^(margin − Dⱼₗ) ) + Dⱼ, or the largest exponent for the logarithm;
 * k the negatives of the anchor, l those of the positive: `partners` has their cosines with it.
 */
export function lifted(
  { positives, negatives, partners }: Compared,
  { margin, form }: Settings,
): AnchorLoss {
  const near = distancesOf(positives, 'euclidean');
  const far = distancesOf(negatives, 'euclidean');
  const own = nearness(far.values, margin, form);
  const theirs = partners.map((cosines) =>
    nearness(distancesOf(cosines, 'euclidean').values, margin, form),
  );
  const joined = theirs.map((their) => join(own, their, form));
  const excess = near.values.map((distance, j) => Math.max(0, joined[j] + distance));
  const count = Math.max(1, positives.length);
  // ∂ℓ / ∂ of the anchor's own exponents: how much of each J is the anchor's.
  const pull = excess.reduce((sum, e, j) => sum + e * shareOf(own, joined[j], theirs[j], form), 0);
  const shares = form === 'max' ? firstAlone(far.values) : softMax(far.values, -1);
  return {
    loss: excess.reduce((sum, e) => sum + e ** 2 / 2, 0) / count,
    byPositives: near.slopes.map((slope, j) => (excess[j] * slope) / count),
    byNegatives: far.slopes.map((slope, k) => (-pull * shares[k] * slope) / count),
  };
}

/** log Σ e^(margin − D), or the largest exponent. */
function nearness(distances: Float64Array, margin: number, form: Settings['form']): number {
  if (form === 'smooth') return margin + logSumExp(distances, -1);
  return distances.reduce((most, distance) => Math.max(most, margin - distance), -Infinity);
}

function join(a: number, b: number, form: Settings['form']): number {
  return form === 'max' ? Math.max(a, b) : logSumExp(Float64Array.of(a, b), 1);
}

function shareOf(own: number, joined: number, their: number, form: Settings['form']): number {
  if (form === 'max') return Number(own > their || (own === their && own > -Infinity));
  return joined === -Infinity ? 0 : Math.exp(own - joined);
}

/** Negatives come hardest first. */
function firstAlone(distances: Float64Array): Float64Array {
  return distances.map((_, k) => Number(k === 0));
}
