// The loss of one anchor with its slopes, for the objective that a config names.
import type { RunConfig } from '../config/run-config';
import { alignUniform } from './align-uniform';
import { twinOf, type AnchorLoss, type Compared } from './anchor';
import { contrastive } from './contrastive';
import { decoupled } from './decoupled';
import { infoNce } from './info-nce';
import { lifted } from './lifted';
import { massOf, type Mass } from './mass';
import { supcon } from './supcon';
import { triplet } from './triplet';

type Settings = Pick<RunConfig, 'objective' | 'negatives'>;

/** The loss, and how the counting took the negatives. */
export type CountedLoss = AnchorLoss & Pick<Mass, 'weights' | 'clamped'>;

export function anchorLoss(
  similarities: Compared,
  { objective, negatives }: Settings,
): CountedLoss {
  const massAt = (t: number): Mass => massOf(similarities, t, negatives);
  switch (objective.name) {
    case 'info-nce':
      return ofMass(massAt(objective.temperature), (mass) =>
        infoNce(twinOf(similarities), mass, objective.temperature),
      );
    case 'decoupled':
      return ofMass(massAt(objective.temperature), (mass) =>
        decoupled(twinOf(similarities), mass, objective.temperature),
      );
    case 'n-pair':
      return ofMass(massAt(1), (mass) => infoNce(twinOf(similarities), mass, 1));
    case 'supcon':
      return ofMass(massAt(objective.temperature), (mass) =>
        supcon(similarities.positives, mass, objective),
      );
    case 'triplet':
      return plain(similarities, triplet(similarities, objective));
    case 'contrastive':
      return plain(similarities, contrastive(similarities, objective.margin));
    case 'align-uniform':
      return plain(similarities, alignUniform(similarities, objective));
    case 'lifted':
      return plain(similarities, lifted(similarities, objective));
  }
}

function ofMass(mass: Mass, loss: (mass: Mass) => AnchorLoss): CountedLoss {
  const { weights, clamped } = mass;
  return { ...loss(mass), weights, clamped };
}

/** Objectives without a mass: every negative is a plain one. */
function plain({ negatives }: Compared, loss: AnchorLoss): CountedLoss {
  return { ...loss, weights: new Float64Array(negatives.length).fill(1), clamped: false };
}
