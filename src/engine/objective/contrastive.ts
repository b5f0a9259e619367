// Contrastive loss on pairs: Hadsell, Chopra & LeCun, "Dimensionality Reduction by Learning an
// Invariant Mapping", CVPR 2006, equation 4.
import { add, multiply, subtract } from '../graph/arithmetic';
import { greater, not } from '../graph/comparison';
import { relu } from '../graph/elementwise';
import { gather } from '../graph/indexing';
import { reshape } from '../graph/layout';
import type { Tensor } from '../graph/tensor';
import { centredUnitRows } from '../negatives/centred-rows';
import { euclidean, pairedSquaredDistances } from '../negatives/distance';
import type { RowPairs, Rows } from '../negatives/rows';
import {
  comparedDistances,
  distanceDiagnostics,
  meanAmong,
  type ComparedDistances,
} from './compared-distances';
import type { Loss, NegativesSettings, ObjectiveSettings } from './loss';

/**
 * L = mean over similar pairs of ½ D² + mean over dissimilar pairs of ½ max(0, margin − D)², with
 * D the Euclidean distance between unit rows of z [n, d]. The paper sums over the pairs of a set;
 * here each kind has its own mean, so that neither drowns the other where they are not as many.
 * A kind without pairs counts 0. A pair at distance 0 that is dissimilar has no direction to part
 * in: its gradient is 0.
 *
 * Pairs are those of `rows.pairs`, or all positives and negatives of the rows: there every pair is
 * met twice, which its mean does not change.
 */
export function contrastive(
  rows: Rows,
  { margin }: ObjectiveSettings<'contrastive'>,
  settings: NegativesSettings,
): Loss {
  const compared = rows.pairs ? listed(rows.z, rows.pairs) : comparedDistances(rows, settings);
  const { positives, negatives } = compared;
  const similar = multiply(positives.distances, positives.distances);
  const lacking = relu(subtract(margin, negatives.distances));
  const dissimilar = multiply(lacking, lacking);
  return {
    loss: multiply(
      add(meanAmong(similar, positives.among), meanAmong(dissimilar, negatives.among)),
      0.5,
    ),
    diagnostics: distanceDiagnostics(compared),
  };
}

/** The distance of each listed pair, [pairs, 1]. */
function listed(z: Tensor, { first, second, similar }: RowPairs): ComparedDistances {
  const rows = centredUnitRows(z);
  const distances = euclidean(pairedSquaredDistances(gather(rows, first), gather(rows, second)));
  const alike = greater(reshape(similar, [-1, 1]), 0.5);
  return {
    positives: { distances, among: alike },
    negatives: { distances, among: not(alike) },
  };
}
