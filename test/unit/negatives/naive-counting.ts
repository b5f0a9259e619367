// InfoNCE under every counting of negatives, as the papers write it: loops over anchors and
// negatives in float64, nothing in the log domain. For moderate temperatures.
import { anchorsOf, type Anchor } from './naive-negatives';
import { dot, unit, type Matrix, type Situation } from './situation';

/**
 * Mean of −log(p / (p + G)). What the engine holds still under differentiation (keys, synthetic
 * negatives, detached weights) is made of `frozen`.
 */
export function naiveLoss(situation: Situation, frozen: Matrix = situation.rows): number {
  const z = situation.rows.map(unit);
  const still = frozen.map(unit);
  const losses = anchorsOf(situation).map((anchor) => {
    // The keys of a queue are made without gradient.
    const keys = situation.negatives.from === 'queue' ? still : z;
    const p = Math.exp(dot(z[anchor.row], keys[anchor.twin]) / situation.temperature);
    const g = mass(situation, anchor, { z, still, p });
    return Math.log((p + g) / p);
  });
  return losses.reduce((a, b) => a + b) / losses.length;
}

interface Known {
  readonly z: Matrix;
  readonly still: Matrix;
  readonly p: number;
}

function mass(situation: Situation, anchor: Anchor, known: Known): number {
  const { negatives: settings, temperature: t } = situation;
  const candidates = situation.stored?.rows ?? known.z;
  const sum = (of: readonly number[]): number =>
    of.reduce((s, j) => s + Math.exp(dot(known.z[anchor.row], candidates[j]) / t), 0);
  if (anchor.negatives.length === 0) return 0;
  switch (settings.weighting) {
    case 'uniform':
      return sum(anchor.negatives);
    case 'debiased':
    case 'hard':
      return debiased(situation, anchor, known);
    case 'ring':
    case 'band':
      return sum(selected(situation, byHardness(situation, anchor, known.z)));
    case 'mixing':
      return sum(anchor.negatives) + synthetic(situation, anchor, known);
  }
}

function debiased(situation: Situation, { row, negatives }: Anchor, known: Known): number {
  const { negatives: settings, temperature: t, stored } = situation;
  const beta = settings.weighting === 'hard' ? settings.beta : 0;
  const e = (z: Matrix, j: number): number => Math.exp(dot(z[row], (stored?.rows ?? z)[j]) / t);
  const weights = negatives.map(
    (j) => e(settings.detach_weights ? known.still : known.z, j) ** beta,
  );
  const meanWeight = weights.reduce((a, b) => a + b) / weights.length;
  const reweighted = negatives.reduce((s, j, k) => s + weights[k] * e(known.z, j), 0) / meanWeight;
  const n = negatives.length;
  const estimate = (reweighted - settings.tau_plus * n * known.p) / (1 - settings.tau_plus);
  return settings.tau_plus === 0 ? estimate : Math.max(estimate, n * Math.exp(-1 / t));
}

/** Negatives, hardest first; a stable sort keeps the lower index first. */
function byHardness(situation: Situation, { row, negatives }: Anchor, z: Matrix): number[] {
  const candidates = situation.stored?.rows ?? z;
  const cosine = (j: number): number => dot(z[row], candidates[j]);
  return [...negatives].sort((a, b) => cosine(b) - cosine(a));
}

function selected({ negatives: settings }: Situation, sorted: readonly number[]): number[] {
  const { weighting, lower, upper, keep, drop } = settings;
  const rank = (percent: number): number => Math.floor((percent * sorted.length) / 100);
  const range = weighting === 'ring' ? [lower, upper] : (keep ?? drop ?? [0, 100]);
  const from = rank(range[0]);
  if (weighting === 'band' && drop) return sorted.filter((_, i) => i < from || i >= rank(range[1]));
  const to = range[1] > range[0] ? Math.max(rank(range[1]), from + 1) : from;
  return sorted.slice(from, to);
}

function synthetic(situation: Situation, anchor: Anchor, { z, still }: Known): number {
  const { negatives: settings, draws, temperature: t, stored } = situation;
  const candidates = stored?.rows ?? still;
  const hard = byHardness(situation, anchor, still).slice(0, settings.mix_hardest);
  const at = (rank: number): readonly number[] => candidates[hard[rank % hard.length]];
  const mixed = (share: number, a: readonly number[], b: readonly number[]): number[] =>
    unit(a.map((value, k) => share * value + (1 - share) * b[k]));
  const index = anchorsOf(situation).findIndex(({ row }) => row === anchor.row);
  const made = [
    ...(draws!.pairs[index] ?? []).map(([u, v, alpha]) => mixed(alpha, at(u), at(v))),
    ...(draws!.anchors[index] ?? []).map(([u, beta]) => mixed(beta, still[anchor.row], at(u))),
  ];
  return made.reduce((sum, h) => sum + Math.exp(dot(z[anchor.row], h) / t), 0);
}
