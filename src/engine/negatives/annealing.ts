// How β changes while training.

/** Values β takes when it is annealed down. */
const PERIODS = 9;

/**
 * β at an epoch (from 0) of `epochs`. `down`: nine equal steps from β to 0, each an equal share of
 * the training — the schedule the authors' code of HCL means (there the first step is repeated,
 * and fewer than nine epochs fail).
 */
export function betaAt(
  epoch: number,
  epochs: number,
  { beta, anneal }: { beta: number; anneal: string },
): number {
  if (anneal !== 'down') return beta;
  const period = Math.min(PERIODS - 1, Math.floor((epoch * PERIODS) / epochs));
  return beta * (1 - period / (PERIODS - 1));
}
