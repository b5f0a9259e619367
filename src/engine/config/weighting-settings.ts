// How each weighting of negatives may change while it trains, and which settings it has a use for.
import type { RunConfig } from './run-config';
import { usedByWeighting } from './setting-uses';
import type { Settings } from './settings';

type Weighting = RunConfig['negatives']['weighting'];

const anneals: Readonly<Partial<Record<Weighting, readonly string[]>>> = {
  hard: ['none', 'down'],
  ring: ['none', 'linear', 'step', 'exponential', 'adaptive'],
};

/** The words of `negatives.anneal` that mean something under a weighting. */
export const annealsOf = (weighting: Weighting): readonly string[] =>
  anneals[weighting] ?? ['none'];

/** The settings of `negatives` less those that this weighting has no use for. */
export function withoutUnused(negatives: Settings, weighting: unknown): Settings {
  const { anneal, ...kept } = usedByWeighting(negatives, weighting);
  const means = annealsOf(weighting as Weighting).includes(String(anneal));
  return means ? { ...kept, anneal } : kept;
}
