// G, the mass of an anchor's negatives, as the papers write it (plain exponentials) and in the log
// domain, both in float64. The second is the oracle where the exponentials leave even float64.
import type { LossConfig, LossSettings } from './loss-settings';

/** Similarities of an anchor. */
export interface AnchorSimilarities {
  readonly positive: number;
  readonly negatives: readonly number[];
  /** Where weights of hard negatives are detached: the negatives that a finite difference holds still. */
  readonly frozen: readonly number[];
}

export function massSettings({ objective, negatives }: LossConfig): LossSettings {
  return {
    weighting: negatives.weighting,
    temperature: 'temperature' in objective ? objective.temperature : 1,
    tauPlus: negatives.tau_plus,
    beta: negatives.beta,
    detach: negatives.detach_weights,
  };
}

/** Chuang et al. 2020, equation 8, and Robinson et al. 2021, section 4. */
export function naiveMass(compared: AnchorSimilarities, settings: LossSettings): number {
  const mass = naiveEstimate(compared, settings);
  if (settings.weighting === 'uniform') return mass;
  return Math.max(mass, compared.negatives.length * Math.exp(-1 / settings.temperature));
}

/** The mass before its floor. */
export function naiveEstimate(
  { positive, negatives, frozen }: AnchorSimilarities,
  { weighting, temperature: t, tauPlus, beta, detach }: LossSettings,
): number {
  let [weighted, weights] = [0, 0];
  negatives.forEach((similarity, j) => {
    const from = detach ? frozen[j] : similarity;
    const w = weighting === 'hard' ? Math.exp(from / t) ** beta : 1;
    weighted += w * Math.exp(similarity / t);
    weights += w;
  });
  const count = negatives.length;
  const reweighted = count === 0 ? 0 : weighted / (weights / count);
  if (weighting === 'uniform') return reweighted;
  return (reweighted - tauPlus * count * Math.exp(positive / t)) / (1 - tauPlus);
}

/** log of `naiveMass`; −∞ without negatives. */
export function stableLogMass(
  { positive, negatives, frozen }: AnchorSimilarities,
  { weighting, temperature: t, tauPlus, beta, detach }: LossSettings,
): number {
  const logits = negatives.map((similarity) => similarity / t);
  if (weighting === 'uniform') return logSumExp(logits);
  if (negatives.length === 0) return -Infinity;
  const exponent = weighting === 'hard' ? beta / t : 0;
  const weights = (detach ? frozen : negatives).map((similarity) => exponent * similarity);
  const logCount = Math.log(negatives.length);
  const reweighted =
    logSumExp(logits.map((logit, i) => logit + weights[i])) - logSumExp(weights) + logCount;
  const floor = logCount - 1 / t;
  const share = Math.exp(Math.log(tauPlus) + logCount + positive / t - reweighted);
  if (share >= 1) return floor;
  return Math.max(floor, reweighted + Math.log1p(-share) - Math.log(1 - tauPlus));
}

/** −∞ of nothing. */
export function logSumExp(values: readonly number[]): number {
  const max = Math.max(...values);
  if (max === -Infinity) return max;
  return max + Math.log(values.reduce((sum, value) => sum + Math.exp(value - max), 0));
}
