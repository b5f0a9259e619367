// How β and the ring's upper percentile change while training. Epochs count from 0.
import type { RunConfig } from '../config/run-config';

type Negatives = RunConfig['negatives'];

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

type UpperAnneal = Exclude<Negatives['anneal'], 'none' | 'down'>;

interface Fall {
  /** Percentile at the end. */
  readonly to: number;
  readonly epoch: number;
  /** Over how many epochs. */
  readonly over: number;
  /** Mean loss of each epoch that is done. */
  readonly losses: readonly number[];
}

/** Percent by which `step` and `adaptive` go down at a time (authors' code: 0.1 and 0.01). */
const STEP = 10;
const ADAPTIVE_STEP = 1;
/** Epochs whose mean loss the newest is compared with (authors' code: 10). */
const WINDOW = 10;
/** e-foldings over the whole fall (authors' code, meant as epochs: 0.1 in each of 100). */
const FOLDINGS = 10;

const falls: Readonly<Record<UpperAnneal, (fall: Fall) => number>> = {
  linear: ({ to, epoch, over }) => 100 - (100 - to) * (epoch / over),
  step: ({ to, epoch, over }) => {
    const values = Math.ceil((100 - to) / STEP) + 1;
    return Math.max(to, 100 - STEP * Math.floor((epoch * values) / over));
  },
  exponential: ({ to, epoch, over }) => to + (100 - to) * Math.exp((-FOLDINGS * epoch) / over),
  adaptive: ({ to, losses }) => {
    let upper = 100;
    for (let i = 1; i < losses.length; i++) {
      const recent = mean(losses.slice(Math.max(0, i - WINDOW), i));
      upper += Math.sign(losses[i] - recent) * ADAPTIVE_STEP;
      upper = Math.min(100, Math.max(to, upper));
    }
    return upper;
  },
};

/** Whether the ring's upper percentile changes while training. */
export function annealsUpper({ weighting, anneal }: Negatives): boolean {
  return weighting === 'ring' && Object.hasOwn(falls, anneal);
}

/**
 * The ring's upper percentile at an epoch: from 100 to `upper`, which it has from `anneal_epochs` on.
 * These are the schedules the code of Wu et al. 2021 means, of epochs:
 * - linear: in a straight line.
 * - step: 100, 90, 80 … and `upper`, each for an equal share of `anneal_epochs`.
 * - exponential: upper + (100 − upper) e^(−10 · epoch / anneal_epochs). There the exponent counts
 *   iterations, so that all is over after fifty of them.
 * - adaptive: one percent down after an epoch whose loss is below the mean of up to ten epochs
 *   before it, one up where it is above, within [upper, 100]; `anneal_epochs` plays no part. There
 *   iterations are compared, the first of them with nothing (NaN); here the second epoch is the
 *   first to be compared.
 */
export function upperAt(epoch: number, losses: readonly number[], settings: Negatives): number {
  const { upper: to, anneal, anneal_epochs: over } = settings;
  if (!annealsUpper(settings)) return to;
  if (anneal !== 'adaptive' && epoch >= over) return to;
  return falls[anneal as UpperAnneal]({ to, epoch, over, losses });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
