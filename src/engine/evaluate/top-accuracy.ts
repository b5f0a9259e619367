// Top-1 and top-5 accuracy from class scores.

export interface TopAccuracy {
  /** Share in [0, 1] of rows whose class has the highest score. */
  readonly top1: number;
  /** … is among the five highest; absent below five classes. */
  readonly top5?: number;
}

/**
 * The place of `truth` among the classes by score, 0 = highest; of equal scores the lower class is
 * first. Infinity where `truth` is undefined (a class that was never learned).
 */
export function rankOf(scores: ArrayLike<number>, truth: number | undefined): number {
  if (truth === undefined) return Infinity;
  let rank = 0;
  for (let c = 0; c < scores.length; c++) {
    if (scores[c] > scores[truth] || (scores[c] === scores[truth] && c < truth)) rank++;
  }
  return rank;
}

/** Accuracies from the rank of each row's true class among `classes`; there is at least one row. */
export function topAccuracy(ranks: readonly number[], classes: number): TopAccuracy {
  const within = (places: number): number =>
    ranks.filter((rank) => rank < places).length / ranks.length;
  return { top1: within(1), ...(classes >= 5 && { top5: within(5) }) };
}
