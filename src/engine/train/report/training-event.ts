// What a training says while it runs. Whoever listens decides how often to show it.
import type { MetricsRow } from '../../runs/metrics-log';

export interface StepEvent {
  readonly kind: 'step';
  /** From 1. */
  readonly step: number;
  readonly steps: number;
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: number;
  readonly samplesPerSecond: number;
}

/** The steps of an epoch are done, and its evaluation begins. */
export interface EvaluatingEvent {
  readonly kind: 'evaluating';
  /** From 1. */
  readonly epoch: number;
}

export interface EpochEvent {
  readonly kind: 'epoch';
  readonly metrics: MetricsRow;
}

export interface WarningEvent {
  readonly kind: 'warning';
  readonly sentence: string;
}

export type TrainingEvent = StepEvent | EvaluatingEvent | EpochEvent | WarningEvent;
