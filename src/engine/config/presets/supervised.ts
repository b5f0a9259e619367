// Presets that learn from labels: samples of one class are positives of each other.
import type { Preset } from './preset';

/**
 * Khosla et al. 2020, and the CIFAR-10 command of HobbitLong/SupContrast, whose loss is multiplied
 * by 0.1 / 0.07; the encoder is smaller than their ResNet-50.
 */
export const supcon: Preset = {
  positives: { from: 'label', crop: [0.2, 1], jitter: [0.4, 0.4, 0.4, 0.1], gray: 0.2, blur: 0 },
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [512, 128] },
  objective: { name: 'supcon', temperature: 0.1, base_temperature: 0.07, form: 'out' },
  negatives: { weighting: 'uniform' },
  optimizer: {
    name: 'sgd',
    lr: 0.5,
    momentum: 0.9,
    weight_decay: 1e-4,
    schedule: 'cosine',
    warmup_epochs: 10,
    final_lr: 5e-4,
  },
  train: { epochs: 1000, batch_size: 1024 },
};

/** Colours are left as they are: these papers only crop and mirror. */
const cropAndMirror: Preset['positives'] = {
  from: 'label',
  crop: [0.6, 1],
  jitter_probability: 0,
  gray: 0,
  blur: 0,
};

/**
 * Schroff et al. 2015 (FaceNet): squared distances of unit rows of 128 numbers, margin 0.2,
 * semi-hard. They fill batches of 1800 with 40 pictures of each person and take AdaGrad; here
 * batches are drawn evenly, the encoder is a ResNet-18, and the optimiser is Adam.
 */
export const tripletSemihard: Preset = {
  positives: cropAndMirror,
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [128] },
  objective: { name: 'triplet', margin: 0.2, distance: 'squared', mining: 'semi-hard' },
  negatives: { from: 'batch', weighting: 'uniform' },
  optimizer: { name: 'adam', lr: 1e-3 },
  evaluate: { embeddings: 'head' },
};

/**
 * Song et al. 2016: margin 1, batches of 128, an embedding of 64 numbers. They begin with a
 * GoogLeNet trained on ImageNet; here a ResNet-18 begins with nothing, and the optimiser is Adam.
 */
export const lifted: Preset = {
  positives: cropAndMirror,
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [64] },
  objective: { name: 'lifted', margin: 1, form: 'smooth' },
  negatives: { from: 'batch', weighting: 'uniform' },
  optimizer: { name: 'adam', lr: 1e-3 },
  train: { batch_size: 128 },
  evaluate: { embeddings: 'head' },
};

/**
 * Sohn 2016: rows of any length, 60 pairs a batch, an embedding of 512 numbers. There no two pairs
 * of a batch are of one class; here samples of the anchor's class are no negatives, which is the
 * same. They begin with a GoogLeNet trained on ImageNet; here a ResNet-18 begins with nothing.
 */
export const nPair: Preset = {
  positives: cropAndMirror,
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [512] },
  objective: { name: 'n-pair', l2: 0.002 },
  negatives: { from: 'batch', among: 'other-view', weighting: 'uniform', exclude: ['label'] },
  optimizer: { name: 'adam', lr: 1e-3 },
  train: { batch_size: 60 },
  evaluate: { embeddings: 'head' },
};
