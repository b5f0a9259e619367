// Which settings count only where another says so: β under hard weighting, the momentum of SGD.
import type { Settings } from './settings';

export interface SettingUse {
  readonly section: 'negatives' | 'optimizer';
  readonly setting: string;
  /** The setting of the same section that decides, and the words (or list entries) under which this one counts. */
  readonly by: string;
  readonly words: readonly string[];
}

const uses: readonly SettingUse[] = [
  ...usesBy('negatives', 'weighting', {
    tau_plus: ['debiased', 'hard'],
    beta: ['hard'],
    detach_weights: ['hard'],
    lower: ['ring'],
    upper: ['ring'],
    anneal_epochs: ['ring'],
    keep: ['band'],
    drop: ['band'],
    mix_hardest: ['mixing'],
    mix_pairs: ['mixing'],
    mix_anchors: ['mixing'],
    mix_after: ['mixing'],
  }),
  ...usesBy('negatives', 'anneal', {
    anneal_epochs: ['down', 'linear', 'step', 'exponential', 'adaptive'],
  }),
  ...usesBy('negatives', 'exclude', { duplicate_cosine: ['near-duplicate'] }),
  ...usesBy('optimizer', 'name', {
    betas: ['adam', 'adamw'],
    epsilon: ['adam', 'adamw'],
    momentum: ['sgd', 'lars'],
    nesterov: ['sgd', 'lars'],
    trust: ['lars'],
  }),
  ...usesBy('optimizer', 'schedule', { final_lr: ['cosine'] }),
];

/** What of a section counts for nothing, as the section itself decides it. */
export function idleUses(section: SettingUse['section'], settings: Settings): SettingUse[] {
  return uses.filter(
    (use) =>
      use.section === section &&
      Object.hasOwn(settings, use.setting) &&
      !isMet(use, settings[use.by]),
  );
}

/** A section less what counts for nothing in it. */
export function withoutIdle(section: SettingUse['section'], settings: Settings): Settings {
  const idle = new Set(idleUses(section, settings).map(({ setting }) => setting));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !idle.has(name)));
}

/** The settings of `negatives` less those that a weighting has no use for, whatever they are now. */
export function usedByWeighting(negatives: Settings, weighting: unknown): Settings {
  const idle = new Set(
    uses
      .filter((use) => use.by === 'weighting' && !isMet(use, weighting))
      .map((use) => use.setting),
  );
  return Object.fromEntries(Object.entries(negatives).filter(([name]) => !idle.has(name)));
}

function isMet({ words }: SettingUse, value: unknown): boolean {
  const said: unknown[] = Array.isArray(value) ? value : [value];
  return words.some((word) => said.includes(word));
}

function usesBy(
  section: SettingUse['section'],
  by: string,
  settings: Readonly<Record<string, readonly string[]>>,
): SettingUse[] {
  return Object.entries(settings).map(([setting, words]) => ({ section, setting, by, words }));
}
