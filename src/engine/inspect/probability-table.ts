// π by rank: the posterior mean of the curve, and a band that holds 80 % of the posterior.
import { curveParameters, type CurveParameters } from './curve-parameters';
import { interpolate } from './order-statistics';
import { rankCurve } from './rank-curve';

export interface ProbabilityBand {
  readonly probability: number;
  readonly band: readonly [number, number];
}

/** A pair that a person has judged: its rank, and whether the two are the same. */
export interface RankedReview {
  readonly u: number;
  readonly same: boolean;
}

export interface TableSettings {
  /** Start value of d. */
  readonly d0: number;
  readonly tauPlus: number;
  readonly reviews?: readonly RankedReview[];
}

/** The band leaves out as much on either side. */
const OUTSIDE = 0.1;
/** No review makes a parameter impossible. */
const LEAST = 1e-4;

/** 198 ranks evenly, and 200 that come ever closer to 1. */
const RANKS: readonly number[] = [
  ...Array.from({ length: 198 }, (_, i) => (i + 1) / 199),
  ...Array.from({ length: 200 }, (_, i) => 1 - 0.01 * (5e-6 / 0.01) ** (i / 199)),
].sort((a, b) => a - b);

interface Weighed {
  readonly curve: (u: number) => number;
  readonly weight: number;
}

export class ProbabilityTable {
  private readonly mean: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;

  constructor({ d0, tauPlus, reviews = [] }: TableSettings) {
    const parameters = curveParameters(d0, tauPlus, reviews.length > 0);
    const curves = weighed(parameters, reviews);
    const rows = RANKS.map((u) => posteriorAt(u, curves));
    this.mean = Float64Array.from(rows, ({ probability }) => probability);
    this.low = Float64Array.from(rows, ({ band }) => band[0]);
    this.high = Float64Array.from(rows, ({ band }) => band[1]);
  }

  /** Rises with u. */
  at(u: number): ProbabilityBand {
    const band = [interpolate(u, RANKS, this.low), interpolate(u, RANKS, this.high)] as const;
    return { probability: interpolate(u, RANKS, this.mean), band };
  }
}

/** Weights ∝ prior · Π p or 1 − p, of reviewed pairs by their ranks; they sum to 1. */
function weighed(
  parameters: readonly CurveParameters[],
  reviews: readonly RankedReview[],
): Weighed[] {
  const curves = parameters.map(({ d, t }) => rankCurve(d, t));
  const logs = parameters.map(({ logPrior }, i) => logPrior + logLikelihood(curves[i], reviews));
  const largest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return curves.map((curve, i) => ({ curve, weight: weights[i] / total }));
}

function logLikelihood(curve: (u: number) => number, reviews: readonly RankedReview[]): number {
  return reviews.reduce((sum, { u, same }) => {
    const p = Math.min(Math.max(curve(u), LEAST), 1 - LEAST);
    return sum + Math.log(same ? p : 1 - p);
  }, 0);
}

function posteriorAt(u: number, curves: readonly Weighed[]): ProbabilityBand {
  const values = curves.map(({ curve, weight }) => ({ value: curve(u), weight }));
  const probability = values.reduce((sum, { value, weight }) => sum + weight * value, 0);
  values.sort((a, b) => a.value - b.value);
  let below = 0;
  // Each value stands in the middle of its weight.
  const places = values.map(({ weight }) => (below += weight) - weight / 2);
  const level = (share: number): number =>
    interpolate(
      share,
      places,
      values.map(({ value }) => value),
    );
  // Where the posterior is very skewed its mean lies beyond most of it.
  const band = [Math.min(level(OUTSIDE), probability), Math.max(level(1 - OUTSIDE), probability)];
  return { probability, band: [band[0], band[1]] };
}
