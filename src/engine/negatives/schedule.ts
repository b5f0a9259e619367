// What of the counting of negatives changes while training: the values that a step is fed.
import type { RunConfig } from '../config/run-config';
import { betaAt } from './annealing';

/** The input that carries β, a scalar, where negatives are hard. */
export const BETA = 'negatives.beta';

export interface TrainingPlace {
  /** From 0. */
  readonly epoch: number;
  /** Epochs of the whole training. */
  readonly epochs: number;
}

/** Scheduled values at a place of the training, by the input that carries them. */
export function scheduledInputs(
  negatives: RunConfig['negatives'],
  { epoch, epochs }: TrainingPlace,
): Readonly<Record<string, Float32Array>> {
  return { [BETA]: Float32Array.of(betaAt(epoch, epochs, negatives)) };
}
