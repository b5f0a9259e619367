// What a step has made enters the rows that later steps are compared with.
import type { Step, StepResult } from './stepper';
import type { StepSources } from './step-feeds';

/**
 * `embeddings` [samples, d]: z of the step's second views. Those of a step that was skipped do not
 * enter: they may not be numbers.
 */
export function enterRows(
  { views, store }: StepSources,
  { rows, place }: Step,
  { skipped }: StepResult,
  embeddings: Float32Array,
): void {
  if (skipped === 1) return;
  store?.take(place.step, views.partners(rows, place.epoch), embeddings);
}
