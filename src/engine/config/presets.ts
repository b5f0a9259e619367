// Presets: the settings of papers, laid under what the config itself says.
import { lay } from './lay';
import type { Preset } from './presets/preset';
import { mochi, mocoV2, ring } from './presets/queue';
import { lifted, nPair, supcon, tripletSemihard } from './presets/supervised';
import { clip, cmc } from './presets/two-encoders';
import { alignUniform, debiased, hcl, simclr } from './presets/within-batch';
import type { Settings } from './settings';

/** By the name the config gives in `preset`. */
export const presets: ReadonlyMap<string, Preset> = new Map([
  ['simclr', simclr],
  ['moco-v2', mocoV2],
  ['debiased', debiased],
  ['hcl', hcl],
  ['ring', ring],
  ['mochi', mochi],
  ['supcon', supcon],
  ['triplet-semihard', tripletSemihard],
  ['lifted', lifted],
  ['n-pair', nPair],
  ['align-uniform', alignUniform],
  ['cmc', cmc],
  ['clip', clip],
]);

/** The settings with their preset under them; an unknown preset is left to the schema to refuse. */
export function withPreset(settings: Settings): Settings {
  const preset = typeof settings.preset === 'string' ? presets.get(settings.preset) : undefined;
  return preset ? lay(preset, settings) : settings;
}
