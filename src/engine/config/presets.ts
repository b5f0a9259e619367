// Presets: the settings of papers, laid under what the config itself says.
import type { RunConfigInput } from './run-config';
import { isSettings, type Settings } from './settings';

type Preset = Omit<Partial<RunConfigInput>, 'data' | 'name' | 'preset'>;

/** Chen et al. 2020, appendix B.9, and the CIFAR-10 command of google-research/simclr. */
const simclr: Preset = {
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
const debiased: Preset = {
  positives: { crop: [0.08, 1], jitter: [0.4, 0.4, 0.4, 0.1], blur: 0.5 },
  encoder: { name: 'resnet18', stem: 'small' },
  head: { layers: [512, 128], batch_norm: true },
  objective: { name: 'info-nce', temperature: 0.5 },
  negatives: { weighting: 'debiased', tau_plus: 0.1 },
  optimizer: { name: 'adam', lr: 1e-3, weight_decay: 1e-6, schedule: 'constant' },
  train: { epochs: 400, batch_size: 256 },
};

/** Robinson et al. 2021, and the defaults of joshr17/HCL, which are those of DCL otherwise. */
const hcl: Preset = {
  ...debiased,
  negatives: { weighting: 'hard', tau_plus: 0.1, beta: 1, anneal: 'none', detach_weights: false },
};

/** By the name the config gives in `preset`. */
export const presets: ReadonlyMap<string, Preset> = new Map([
  ['simclr', simclr],
  ['debiased', debiased],
  ['hcl', hcl],
]);

/** The settings with their preset under them; an unknown preset is left to the schema to refuse. */
export function withPreset(settings: Settings): Settings {
  const preset = typeof settings.preset === 'string' ? presets.get(settings.preset) : undefined;
  return preset ? lay(preset, settings) : settings;
}

/** What the user says wins; a section in which the user chose another variant is the user's alone. */
function lay(under: Settings, over: Settings): Settings {
  const other = ['name', 'from'].some(
    (key) => key in under && key in over && under[key] !== over[key],
  );
  if (other) return over;
  const merged: Settings = { ...under, ...over };
  for (const [key, below] of Object.entries(under)) {
    const above = over[key];
    if (isSettings(below) && isSettings(above)) merged[key] = lay(below, above);
  }
  return merged;
}
