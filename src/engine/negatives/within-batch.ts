// Negatives from the batch itself: the views of the other samples.
import { multiply } from '../graph/arithmetic';
import { and, not, or } from '../graph/comparison';
import { gather } from '../graph/indexing';
import { matmul } from '../graph/matmul';
import { reduceSum } from '../graph/reduction';
import { concat, sliceAxis } from '../graph/slicing';
import { constant, scalar, withGradient } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import { checkAmong, type Among } from './among';
import { countNegatives, type Comparison } from './comparison';
import { related, relatedByAny } from './kinship';
import { ranking } from './ranking';
import type { Rows } from './rows';

/**
 * `both-views`: SimCLR's batch (Chen et al. 2020, section 2.1), where every row is an anchor, its
 * twin the positive, and the other 2B − 2 rows are negatives. `other-view`: only the B − 1 rows of
 * the other kind of view are (Tian et al. 2020, equation 3; Radford et al. 2021, figure 3).
 * Rows that show the sample of the anchor or of its twin are no negatives, nor are kin, nor rows
 * of the anchor's class. `z` need not be unit rows: similarities are dot products.
 * @throws InputError where negatives are of the other view, and rows are single.
 */
export function withinBatch(rows: Rows, among: Among): Comparison {
  checkAmong(among, rows);
  const { z, centred, twins, classes, kin = [], anchors } = rows;
  const only = (x: Tensor): Tensor => (anchors ? gather(x, anchors) : x);
  const alike = (numbers: Tensor): Tensor => related(only(numbers), numbers);
  const shown = shownAlready(rows, only);
  const sameClass = classes && alike(classes);
  const sameKind = among === 'other-view' ? alike(kindOfView(z)) : undefined;
  const no = [shown, sameClass, sameKind, relatedByAny(kin.map(only), kin)];
  const negatives = not(no.filter((mask) => mask !== undefined).reduce(or));
  const irregular = rows.samples ?? classes ?? kin.at(0);
  return {
    ...(twins && { positive: reduceSum(multiply(only(z), only(swapHalves(z))), [1]) }),
    cosines: matmul(only(z), z, { transposeB: true }),
    ...(centred && {
      ranking: ranking({ unit: only(z), centred: only(centred) }, { unit: z, centred }),
    }),
    negatives,
    ...(sameClass && { positives: and(sameClass, not(shown)) }),
    count: irregular ? countNegatives(negatives) : regularCount(rows, among),
    rows: { anchors: only(z), candidates: z, ...(twins && { twins: only(swapHalves(z)) }) },
  };
}

/** The twin of every row: second views before first ones. Its gradient is swapped likewise. */
export function swapHalves(x: Tensor): Tensor {
  const [n] = x.shape;
  const swapped = concat([sliceAxis(x, 0, n / 2, n), sliceAxis(x, 0, 0, n / 2)], 0);
  return withGradient(swapped, [x], (gradient) => [swapHalves(gradient)]);
}

/** Rows that show the anchor's sample or, where a pair shows two, its twin's. */
function shownAlready(rows: Rows, only: (x: Tensor) => Tensor): Tensor {
  const samples = rows.samples ?? ownSamples(rows);
  const same = related(only(samples), samples);
  if (!rows.samples || !rows.twins) return same;
  return or(same, related(only(swapHalves(samples)), samples));
}

/** Row i shows sample i mod n/2, or i where rows have no twins. */
function ownSamples({ z, twins }: Rows): Tensor {
  const samples = twins ? z.shape[0] / 2 : z.shape[0];
  return constant(Float32Array.from({ length: z.shape[0] }, (_, row) => row % samples));
}

/** 0 for first views, 1 for second ones. */
function kindOfView({ shape: [n] }: Tensor): Tensor {
  return constant(Float32Array.from({ length: n }, (_, row) => Number(row >= n / 2)));
}

function regularCount({ z, twins }: Rows, among: Among): Tensor {
  const [n] = z.shape;
  const count = among === 'other-view' ? n / 2 - 1 : n - (twins ? 2 : 1);
  return scalar(count);
}
