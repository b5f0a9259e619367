// The loss of a run: the objective that the config names, on the rows of a batch.
import type { RunConfig } from '../config/run-config';
import type { Rows } from '../negatives/rows';
import { unitRows } from '../negatives/unit-rows';
import { alignUniform } from './align-uniform';
import { contrastive } from './contrastive';
import { decoupled } from './decoupled';
import { infoNce } from './info-nce';
import { lifted } from './lifted';
import type { Loss, ObjectiveName } from './loss';
import { nPair } from './n-pair';
import { supcon } from './supcon';
import { triplet } from './triplet';

type Settings = Pick<RunConfig, 'objective' | 'negatives'>;

/** With `rows.anchors` the mean is over those only, where the objective is a mean over anchors. */
export function objective(rows: Rows, { objective, negatives }: Settings): Loss {
  const unit = unitRows(rows);
  switch (objective.name) {
    case 'info-nce':
      return infoNce(unit, objective, negatives);
    case 'decoupled':
      return decoupled(unit, objective, negatives);
    case 'supcon':
      return supcon(unit, objective, negatives);
    case 'n-pair':
      return nPair(rows, objective, negatives);
    case 'triplet':
      return triplet(rows, objective, negatives);
    case 'lifted':
      return lifted(rows, objective, negatives);
    case 'contrastive':
      return contrastive(rows, objective, negatives);
    case 'align-uniform':
      return alignUniform(rows, objective);
  }
}

const meansOverAnchors: ReadonlySet<ObjectiveName> = new Set(['info-nce', 'decoupled', 'supcon']);

/**
 * Whether the loss of a batch is the mean of its parts' losses, each of some `rows.anchors` and
 * weighted by their number. The other objectives must get all rows at once, and no `anchors`.
 */
export function isMeanOverAnchors(name: ObjectiveName): boolean {
  return meansOverAnchors.has(name);
}
