// Which settings of `negatives` only some weightings have a use for.
import type { RunConfig } from './run-config';
import type { Settings } from './settings';

type Weighting = RunConfig['negatives']['weighting'];

const users: Readonly<Record<string, readonly Weighting[]>> = {
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
};

/** How each weighting may change while it trains. */
const anneals: Readonly<Partial<Record<Weighting, readonly string[]>>> = {
  hard: ['none', 'down'],
  ring: ['none', 'linear', 'step', 'exponential', 'adaptive'],
};

/** The words of `negatives.anneal` that mean something under a weighting. */
export const annealsOf = (weighting: Weighting): readonly string[] =>
  anneals[weighting] ?? ['none'];

/** The settings of `negatives` less those that this weighting has no use for. */
export function withoutUnused(negatives: Settings, weighting: unknown): Settings {
  const kept = Object.entries(negatives).filter(([name, value]) =>
    name === 'anneal'
      ? annealsOf(weighting as Weighting).includes(String(value))
      : !Object.hasOwn(users, name) || users[name].includes(weighting as Weighting),
  );
  return Object.fromEntries(kept);
}
