// Presets whose negatives are the other samples of the batch: SimCLR, and what was built on it.
import type { Preset } from './preset';

/** Chen et al. 2020, appendix B.9, and the CIFAR-10 command of google-research/simclr. */
export const simclr: Preset = {
  positives: { crop: [0.08, 1], jitter: [0.4, 0.4, 0.4, 0.1], blur: 0 },
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [512, 128], batch_norm: true },
  objective: { name: 'info-nce', temperature: 0.5 },
  negatives: { weighting: 'uniform' },
  // The code scales its rate of 1.0 by batch size / 256.
  optimizer: { name: 'lars', lr: 2, weight_decay: 1e-6, schedule: 'cosine', warmup_epochs: 10 },
  train: { epochs: 1000, batch_size: 512 },
};

/** Chuang et al. 2020, and the defaults of chingyaoc/DCL; the encoder is smaller than their ResNet-50. */
export const debiased: Preset = {
  positives: { crop: [0.08, 1], jitter: [0.4, 0.4, 0.4, 0.1], blur: 0.5 },
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [512, 128], batch_norm: true },
  objective: { name: 'info-nce', temperature: 0.5 },
  negatives: { weighting: 'debiased', tau_plus: 0.1 },
  optimizer: { name: 'adam', lr: 1e-3, weight_decay: 1e-6, schedule: 'constant' },
  train: { epochs: 400, batch_size: 256 },
};

/** Robinson et al. 2021, and the defaults of joshr17/HCL, which are those of DCL otherwise. */
export const hcl: Preset = {
  ...debiased,
  negatives: { weighting: 'hard', tau_plus: 0.1, beta: 1, anneal: 'none', detach_weights: false },
};

/**
 * Wang & Isola 2020, and the STL-10 defaults of ssnl/align_uniform. Their encoder is a small AlexNet
 * whose last layer gives 128 numbers; here that layer is the head. They divide the rate by ten at
 * epochs 155, 170 and 185; here it falls along a cosine.
 */
export const alignUniform: Preset = {
  positives: {
    size: 64,
    crop: [0.08, 1],
    jitter: [0.4, 0.4, 0.4, 0.4],
    jitter_probability: 1,
    gray: 0.2,
    blur: 0,
  },
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [128] },
  objective: { name: 'align-uniform', alpha: 2, t: 2, align_weight: 1, uniform_weight: 1 },
  negatives: { from: 'batch', weighting: 'uniform' },
  // 0.12 for each 256 samples of the batch.
  optimizer: { name: 'sgd', lr: 0.36, momentum: 0.9, weight_decay: 1e-4, schedule: 'cosine' },
  train: { epochs: 200, batch_size: 768 },
};
