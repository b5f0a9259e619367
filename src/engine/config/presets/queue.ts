// Presets whose negatives are a queue of keys: MoCo, and what was built on it.
import type { Preset } from './preset';

/**
 * Chen et al. 2020b, and facebookresearch/moco with --mlp --moco-t 0.2 --aug-plus --cos. The encoder
 * is smaller than their ResNet-50, and the head's hidden layer is as wide as its embedding.
 */
export const mocoV2: Preset = {
  positives: { crop: [0.2, 1], jitter: [0.4, 0.4, 0.4, 0.1], gray: 0.2, blur: 0.5 },
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [512, 128] },
  objective: { name: 'info-nce', temperature: 0.2 },
  negatives: { from: 'queue', size: 65_536, momentum: 0.999, weighting: 'uniform' },
  optimizer: { name: 'sgd', lr: 0.03, momentum: 0.9, weight_decay: 1e-4, schedule: 'cosine' },
  train: { epochs: 200, batch_size: 256 },
};

/**
 * Wu et al. 2021 on MoCo-v2: config/pretrain/mocov2/moco_ring.json of mhw32/contrastive-ring-public,
 * of whose hardest 10 % the hardest tenth is left out. The paper anneals; its file leaves that to
 * the person. There the rate falls in steps.
 */
export const ring: Preset = {
  ...mocoV2,
  objective: { name: 'info-nce', temperature: 0.07 },
  negatives: {
    from: 'queue',
    size: 65_536,
    momentum: 0.999,
    weighting: 'ring',
    lower: 1,
    upper: 10,
    anneal: 'linear',
    anneal_epochs: 100,
  },
};

/**
 * Kalantidis et al. 2020 on MoCo-v2, with (N, s, s′) = (1024, 1024, 128). The paper's code is not
 * public: what the paper does not say is MoCo-v2's.
 */
export const mochi: Preset = {
  ...mocoV2,
  negatives: {
    from: 'queue',
    size: 65_536,
    momentum: 0.999,
    weighting: 'mixing',
    mix_hardest: 1024,
    mix_pairs: 1024,
    mix_anchors: 128,
    mix_after: 10,
  },
};
