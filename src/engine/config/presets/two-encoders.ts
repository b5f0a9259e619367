// Presets that bring two inputs together, each by an encoder of its own.
import type { Preset } from './preset';

/**
 * Tian et al. 2020, and the defaults of HobbitLong/CMC: lightness against colour. There 4096
 * negatives come from a memory bank; here they are the batch's other samples (equation 3). The rate
 * falls along a cosine in place of steps; the encoders are ResNet-18 in place of half AlexNets.
 */
export const cmc: Preset = {
  positives: { from: 'channels', crop: [0.08, 1], jitter_probability: 0, gray: 0, blur: 0 },
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [128] },
  objective: { name: 'info-nce', temperature: 0.07 },
  negatives: { from: 'batch', among: 'other-view', weighting: 'uniform' },
  optimizer: { name: 'sgd', lr: 0.03, momentum: 0.9, weight_decay: 1e-4, schedule: 'cosine' },
  train: { epochs: 400, batch_size: 256 },
};

/**
 * Radford et al. 2021, table 18 and the rates of its ResNet-50: pictures and what is said of them,
 * the latter as vectors in `positives.with`. There the batch is 32768 and the temperature, 0.07 at
 * first, is learned; here the batch is one that fits a single machine and the temperature stays.
 */
export const clip: Preset = {
  positives: {
    from: 'aligned',
    crop: [0.9, 1],
    ratio: [1, 1],
    flip: 0,
    jitter_probability: 0,
    gray: 0,
    blur: 0,
  },
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [512] },
  objective: { name: 'info-nce', temperature: 0.07 },
  negatives: { from: 'batch', among: 'other-view', weighting: 'uniform' },
  optimizer: {
    name: 'adamw',
    lr: 5e-4,
    weight_decay: 0.2,
    betas: [0.9, 0.999],
    epsilon: 1e-8,
    schedule: 'cosine',
    warmup_epochs: 1,
  },
  train: { epochs: 32, batch_size: 512 },
};
