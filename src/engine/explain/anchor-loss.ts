// The loss of one anchor with its slopes, for the objective that a config names.
import type { RunConfig } from '../config/run-config';
import { InputError } from '../input-error';
import type { AnchorLoss, Similarities } from './anchor';
import { decoupled } from './decoupled';
import { infoNce } from './info-nce';
import { massOf, type Mass } from './mass';
import { supcon } from './supcon';

type Settings = Pick<RunConfig, 'objective' | 'negatives'>;

/** The loss, and how the counting took the negatives. */
export type CountedLoss = AnchorLoss & Pick<Mass, 'weights' | 'clamped'>;

export function anchorLoss(
  similarities: Similarities,
  { objective, negatives }: Settings,
): CountedLoss {
  switch (objective.name) {
    case 'info-nce':
    case 'decoupled':
    case 'supcon': {
      const mass = massOf(similarities, objective.temperature, negatives);
      return { ...mass, ...ofMass(similarities, mass, objective) };
    }
    default:
      throw new Error(`${objective.name} is not written yet`);
  }
}

type OfMass = Extract<RunConfig['objective'], { name: 'info-nce' | 'decoupled' | 'supcon' }>;

function ofMass({ positives }: Similarities, mass: Mass, objective: OfMass): AnchorLoss {
  if (objective.name === 'supcon') return supcon(positives, mass, objective);
  const loss = objective.name === 'decoupled' ? decoupled : infoNce;
  return loss(positiveOf(positives), mass, objective.temperature);
}

function positiveOf(positives: Float64Array): number {
  if (positives.length > 0) return positives[0];
  throw new InputError(
    'this objective compares two views of each sample, but the anchor is single: use supcon, triplet, lifted or contrastive',
  );
}
