// What of the counting of negatives changes while training: the values that a step is fed.
import type { RunConfig } from '../config/run-config';
import { betaAt, upperAt } from './annealing';

/** The input that carries β, a scalar, where negatives are hard. */
export const BETA = 'negatives.beta';
/** The ring's upper percentile, a scalar, where it is annealed. */
export const UPPER = 'negatives.upper';
/** 1 once synthetic negatives count, 0 before; a scalar, where negatives are mixed. */
export const MIXING = 'negatives.mixing';

export interface TrainingPlace {
  /** From 0. */
  readonly epoch: number;
  /** Epochs of the whole training. */
  readonly epochs: number;
  /**
   * Mean training loss of every epoch that is done, the first one first: `epoch` of them. Only
   * `anneal: adaptive` reads them; without them nothing has been adapted yet.
   */
  readonly losses?: readonly number[];
}

/** Scheduled values at a place of the training, by the input that carries them. */
export function scheduledInputs(
  negatives: RunConfig['negatives'],
  { epoch, epochs, losses = [] }: TrainingPlace,
): Readonly<Record<string, Float32Array>> {
  return {
    [BETA]: Float32Array.of(betaAt(epoch, epochs, negatives)),
    [UPPER]: Float32Array.of(upperAt(epoch, losses, negatives)),
    [MIXING]: Float32Array.of(Number(epoch >= negatives.mix_after)),
  };
}
