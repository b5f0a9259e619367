// Triplet loss: Schroff et al., "FaceNet: A Unified Embedding for Face Recognition and Clustering",
// CVPR 2015 (arXiv 1503.03832), equation 3 and section 3.2; Hermans et al., "In Defense of the
// Triplet Loss for Person Re-Identification", 2017 (arXiv 1703.07737), equations 4 and 5.
import { divide, maximum, multiply } from '../graph/arithmetic';
import { cast } from '../graph/comparison';
import { reduceSum } from '../graph/reduction';
import type { Tensor } from '../graph/tensor';
import { euclidean } from '../negatives/distance';
import type { Rows } from '../negatives/rows';
import {
  comparedDistances,
  distanceDiagnostics,
  type Compared,
  type ComparedDistances,
  type ScaledDistances,
} from './compared-distances';
import type { DistanceScale } from './distance-ties';
import { drawsInput } from './draws';
import type { Loss, NegativesSettings, ObjectiveSettings } from './loss';
import { drawnByDistance, hardest } from './triplet-mining';
import { tripletSum, type TripletRule } from './triplet-sum';

type Settings = ObjectiveSettings<'triplet'>;

/**
 * The mean over triplets (a, p, n), p a positive and n a negative of a, of
 *
 *   ℓ = max(0, d(a, p) − d(a, n) + margin), or log(1 + e^(d(a, p) − d(a, n) + margin)) (soft)
 *
 * with d the Euclidean distance between unit rows of z [n, d], or its square. `mining` says which
 * triplets count, by the gap g = d(a, n) − d(a, p) or by choice (`triplet-mining.ts`); `average`
 * whether those with ℓ = 0 are in the mean. Without triplets the loss is 0.
 *
 * With a margin above every gap, all triplets give mean(d(a, p) − d(a, n)) + margin.
 */
export function triplet(rows: Rows, settings: Settings, negatives: NegativesSettings): Loss {
  const compared = comparedDistances(rows, negatives, settings.distance);
  const chosen = mine(compared, settings, rows.z.shape[1]);
  const sum = tripletSum(chosen.positives, chosen.negatives, ruleOf(settings, compared.scale));
  const among = settings.average === 'all' ? sum.mined : sum.active;
  return {
    loss: divide(sum.loss, maximum(among, 1)),
    diagnostics: {
      ...distanceDiagnostics(compared),
      activeTriplets: divide(sum.active, maximum(possible(chosen), 1)),
    },
  };
}

function mine(
  compared: ScaledDistances,
  settings: Settings,
  dimensions: number,
): ComparedDistances {
  switch (settings.mining) {
    case 'batch-hard':
      return hardest(compared);
    case 'distance-weighted': {
      const { distances } = compared.negatives;
      return drawnByDistance(compared, {
        dimensions,
        distances: settings.distance === 'squared' ? euclidean(distances) : distances,
        draws: drawsInput(compared.positives.distances.shape),
      });
    }
    default:
      return compared;
  }
}

function ruleOf(
  { margin, soft_margin: soft, mining }: Settings,
  scale: DistanceScale,
): TripletRule {
  const chosen = mining === 'batch-hard' || mining === 'distance-weighted';
  return { margin, soft, gaps: chosen ? 'all' : mining, scale };
}

/** How many triplets the sides make, a scalar. */
function possible({ positives, negatives }: ComparedDistances): Tensor {
  const count = ({ among }: Compared): Tensor => reduceSum(cast(among, 'float32'), [1]);
  return reduceSum(multiply(count(positives), count(negatives)), undefined, false);
}
