// How good probabilities are, where the truth is known.

/** A probability, and whether what it is of came true. */
export interface JudgedPair {
  readonly probability: number;
  readonly same: boolean;
}

/**
 * Share of (same, different) pairs of pairs that are in the right order, ties counting half; NaN where
 * one kind is missing (Mann & Whitney 1947).
 */
export function areaUnderCurve(pairs: readonly JudgedPair[]): number {
  const rising = [...pairs].sort((a, b) => a.probability - b.probability);
  let [same, right, before] = [0, 0, 0];
  for (let from = 0; from < rising.length;) {
    const level = rising[from].probability;
    let [ties, tiesSame] = [0, 0];
    for (; from < rising.length && rising[from].probability === level; from++) {
      ties++;
      tiesSame += Number(rising[from].same);
    }
    const different = ties - tiesSame;
    right += tiesSame * (before + different / 2);
    same += tiesSame;
    before += different;
  }
  return right / (same * before);
}

const BINS = 10;

/**
 * Mean over pairs of |mean probability − share that is the same| of their bin: ten bins of equal count,
 * by probability. NaN of no pairs.
 */
export function calibrationError(pairs: readonly JudgedPair[]): number {
  const rising = [...pairs].sort((a, b) => a.probability - b.probability);
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const at = (edge: number): number => Math.floor((edge * rising.length) / BINS);
    const part = rising.slice(at(bin), at(bin + 1));
    error += Math.abs(
      part.reduce((sum, { probability, same }) => sum + probability - Number(same), 0),
    );
  }
  return error / rising.length;
}
