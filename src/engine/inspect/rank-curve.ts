// From the rank of a pair to the probability that it is of one class.
import { normalDistribution } from './normal-distribution';
import { interpolate } from './order-statistics';

/** Points on which the distribution is tabulated. */
const POINTS = 3000;
const LOWEST = -6;
const BEYOND = 8;

/**
 * Scores of different classes as N(0, 1), of one class, a share t, as N(d, 1): at a rank u the score is
 * g = F⁻¹(u), F = (1 − t) Φ(g) + t Φ(g − d), and the probability 1 / (1 + e^−(logit t + d g − d²/2)). It
 * rises with u, and its mean over all ranks is t.
 */
export function rankCurve(d: number, t: number): (u: number) => number {
  const step = (d + BEYOND - LOWEST) / (POINTS - 1);
  const g = Float64Array.from({ length: POINTS }, (_, i) => LOWEST + i * step);
  const F = g.map((x) => (1 - t) * normalDistribution(x) + t * normalDistribution(x - d));
  const offset = Math.log(t / (1 - t)) - (d * d) / 2;
  return (u) => 1 / (1 + Math.exp(-(offset + d * interpolate(u, F, g))));
}
