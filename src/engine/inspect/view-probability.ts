// The probability of one class by cosine alone, where two views are as far apart as two samples of a
// class: τ⁺ f⁺(s) / f(s) of the debiased view of negatives (Chuang et al. 2020, section 3).
import { isotonic } from './isotonic';
import { countUpTo, quantile } from './order-statistics';

/** Bins of equal count below, and of falling count up to the last thousandth. */
const BINS = 40;
const DENSEST = 0.1;
const LAST = 1e-3;

/**
 * Rises with the cosine and stays within [0, 1].
 * @param cosines of random pairs, rising
 */
export function viewProbability(
  cosines: Float64Array,
  viewCosines: Float64Array,
  tauPlus: number,
): (cosine: number) => number {
  const edges = edgesOf(cosines);
  const all = sharesIn(edges, cosines);
  const ofViews = sharesIn(edges, viewCosines);
  const ratios = ofViews.map((share, bin) => (tauPlus * share) / Math.max(all[bin], 1e-9));
  const probabilities = isotonic(ratios, all);
  return (cosine) => {
    const bin = Math.min(Math.max(countUpTo(edges, cosine) - 1, 0), ratios.length - 1);
    return Math.min(Math.max(probabilities[bin], 0), 1);
  };
}

function edgesOf(cosines: Float64Array): number[] {
  const shares = Array.from({ length: 2 * BINS }, (_, i) => {
    const part = (i % BINS) / (BINS - 1);
    return i < BINS ? part * (1 - DENSEST) : 1 - DENSEST * (LAST / DENSEST) ** part;
  });
  const inner = shares.map((share) => quantile(cosines, share));
  return [-1.01, ...new Set(inner.slice(1).filter((edge) => edge > inner[0])), 1.01];
}

function sharesIn(edges: readonly number[], values: Float64Array): number[] {
  const counts = Array<number>(edges.length - 1).fill(0);
  for (const value of values) {
    const bin = countUpTo(edges, value) - 1;
    if (bin >= 0 && bin < counts.length) counts[bin]++;
  }
  return counts.map((count) => count / values.length);
}
