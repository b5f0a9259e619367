// The networks of the comparison as our configs (theirs: peers/networks.py).
import { parseConfig } from '../src/engine/config/load-config';
import type { RunConfig, RunConfigInput } from '../src/engine/config/run-config';

export const networkNames = ['conv', 'mlp', 'resnet18'] as const;
export type NetworkName = (typeof networkNames)[number];

const encoders: Record<NetworkName, NonNullable<RunConfigInput['encoder']>> = {
  conv: { name: 'conv', widths: [32, 64, 128, 256] },
  mlp: { name: 'mlp', widths: [512, 256, 128] },
  resnet18: { name: 'resnet18', stem: 'small' },
};

/** Of one view, as the encoder takes it. */
export const inputShapes: Record<NetworkName, readonly number[]> = {
  conv: [3, 32, 32],
  mlp: [784],
  resnet18: [3, 32, 32],
};

/** NT-Xent at 0.5 and Adam at a constant 1e-3 without decay, as objectives.py and step.py have it. */
export function comparisonConfig(
  network: NetworkName,
  batchSize: number,
  more: Partial<RunConfigInput> = {},
): RunConfig {
  return benchConfig({
    encoder: encoders[network],
    head: { layers: [] },
    ...more,
    train: { batch_size: batchSize, runtime: 'cpu', ...more.train },
  });
}

/** A complete config; its data is what the bench opens itself. */
export function benchConfig(settings: Omit<RunConfigInput, 'data'>): RunConfig {
  const whole: RunConfigInput = {
    data: { train: 'given by the bench' },
    objective: { temperature: 0.5 },
    negatives: { weighting: 'uniform' },
    optimizer: { name: 'adam', lr: 1e-3, weight_decay: 0, schedule: 'constant' },
    ...settings,
  };
  return parseConfig(JSON.stringify(whole), 'bench.contrast.json');
}
