// The learning rate over a training.
import type { RunConfig } from '../../config/run-config';

/**
 * The rate of a step (from 1): linear from 0 over the warm-up (Goyal et al. 2017), then
 * constant, or down half a cosine to `final_lr` (Loshchilov & Hutter 2017, without restarts).
 */
export function learningRate(
  step: number,
  stepsPerEpoch: number,
  epochs: number,
  { lr, final_lr: finalLr, schedule, warmup_epochs: warmupEpochs }: RunConfig['optimizer'],
): number {
  const warmup = warmupEpochs * stepsPerEpoch;
  if (step <= warmup) return (lr * step) / warmup;
  if (schedule === 'constant') return lr;
  const share = (step - 1 - warmup) / Math.max(1, epochs * stepsPerEpoch - warmup);
  return finalLr + 0.5 * (lr - finalLr) * (1 + Math.cos(Math.PI * Math.min(1, share)));
}
