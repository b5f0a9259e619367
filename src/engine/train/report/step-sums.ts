// The figures of an epoch's steps, summed up while it goes on, and what its row makes of them.
import type { StepResult } from '../step/stepper';
import { snakeCase } from './metric-names';

/** By figure; kept in checkpoints. */
export type Sums = Readonly<Record<string, number>>;

/** Counts skipped steps whose loss was no number: they have no figures. */
const LOST = 'lost';

/** The sums with a step more. A skipped step counts as such, and its figures where they are numbers. */
export function withStep(sums: Sums, { skipped, lossScale, ...figures }: StepResult): Sums {
  const added = Number.isFinite(figures.loss) ? figures : { [LOST]: 1 };
  const next = Object.entries({ ...added, ...(skipped === 1 && { skipped }) });
  return {
    ...sums,
    ...Object.fromEntries(next.map(([name, value]) => [name, (sums[name] ?? 0) + value])),
    ...(Number.isFinite(lossScale) && { lossScale }),
  };
}

/** Whether any step had a loss. */
export function haveLoss(sums: Sums): boolean {
  return 'loss' in sums;
}

/**
 * Means of the figures over `steps` steps, by the names of the run's metrics; with loss scaling also
 * `skipped_steps`, how many there were, and `loss_scale`, that of the last step.
 */
export function metricsOf(
  sums: Sums,
  steps: number,
): Readonly<Record<string, number>> & { readonly loss: number } {
  const { [LOST]: lost = 0, skipped = 0, lossScale, ...figures } = sums;
  const means = Object.entries(figures).map(([name, sum]) => [
    snakeCase(name),
    sum / (steps - lost),
  ]);
  return {
    ...(Object.fromEntries(means) as { readonly loss: number }),
    ...(Number.isFinite(lossScale) && { skipped_steps: skipped, loss_scale: lossScale }),
  };
}
