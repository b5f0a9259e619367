// Negatives from a queue or a memory bank: keys of earlier batches, and nothing of this one.
import { multiply } from '../graph/arithmetic';
import { not, or } from '../graph/comparison';
import { gather } from '../graph/indexing';
import { matmul } from '../graph/matmul';
import { reduceSum } from '../graph/reduction';
import { sliceAxis } from '../graph/slicing';
import { scalar, stopGradient } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { countNegatives, type Comparison } from './comparison';
import { related, relatedByAny } from './kinship';
import { ranking } from './ranking';
import type { Rows, StoredRows } from './rows';
import { swapHalves } from './within-batch';

/**
 * MoCo (He et al. 2020, equation 1 and algorithm 1): the first views are the anchors (queries),
 * their twins the positives (keys), and every stored row is a negative, less kin. No gradient
 * flows to the keys of a queue. A memory bank (Wu et al. 2018) has the encoder make both views.
 */
export function againstStored(
  rows: Rows,
  stored: StoredRows,
  from: 'queue' | 'memory-bank',
): Comparison {
  const { z, centred, classes, kin = [], anchors } = rows;
  const [n] = z.shape;
  const only = (x: Tensor): Tensor => (anchors ? gather(x, anchors) : sliceAxis(x, 0, 0, n / 2));
  const keys = only(swapHalves(from === 'queue' ? stopGradient(z) : z));
  const cosines = matmul(only(z), stored.z, { transposeB: true });
  const sameClass = classes && stored.classes && related(only(classes), stored.classes);
  const no = [sameClass, relatedByAny(kin.map(only), stored.kin ?? [])];
  const excluded = no.filter((mask) => mask !== undefined);
  const negatives = excluded.length > 0 ? not(excluded.reduce(or)) : undefined;
  return {
    positive: reduceSum(multiply(only(z), keys), [1]),
    cosines,
    ...(centred &&
      stored.centred && {
        ranking: ranking(
          { unit: only(z), centred: only(centred) },
          { unit: stored.z, centred: stored.centred },
        ),
      }),
    ...(negatives && { negatives }),
    ...(sameClass && { positives: sameClass }),
    count: negatives ? countNegatives(negatives) : scalar(stored.z.shape[0]),
    rows: { anchors: only(z), candidates: stored.z, twins: keys },
  };
}
