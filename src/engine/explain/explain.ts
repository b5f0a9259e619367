// Why an anchor's loss is what it is, in closed form: no graph, no runtime, float64.
import type { RunConfig } from '../config/run-config';
import { marked, taken, type Anchor, type Compared } from './anchor';
import { anchorLoss } from './anchor-loss';
import type { ExplainedPositive, Explanation } from './explanation';
import { hardestFirst } from './ranks';
import { countedRanks } from './selection';
import { drawnByDistance } from './triplet-draw';

type Settings = Pick<RunConfig, 'objective' | 'negatives'>;

/**
 * Settings count as they are written: a schedule of β or of `upper` is the caller's to apply.
 * @throws InputError where the objective needs an other view and the anchor has none.
 */
export function explainAnchor(anchor: Anchor, settings: Settings): Explanation {
  const all = negativesByRank(anchor);
  const counted = countedRanks(all.similarities.length, settings.negatives);
  const similarities: Compared = {
    positives: positivesOf(anchor),
    hasTwin: anchor.twin !== undefined,
    negatives: taken(all.similarities, counted),
    partners: anchor.partners ?? [],
    drawn: drawnRanks(anchor, all.indices),
  };
  const { loss, clamped, weights, byPositives, byNegatives } = anchorLoss(similarities, settings);
  return {
    loss: loss + penaltyOf(anchor, settings),
    clamped,
    positives: explainedPositives(anchor, similarities.positives, byPositives),
    negatives: {
      index: all.indices,
      cosine: all.similarities,
      weight: spread(weights, counted, all.indices.length),
      gradient: spread(byNegatives, counted, all.indices.length),
    },
  };
}

/** What long rows cost, whatever they are compared with. */
function penaltyOf({ squaredLength = 0 }: Anchor, { objective }: Settings): number {
  return objective.name === 'n-pair' ? objective.l2 * squaredLength : 0;
}

/** Draws go by index, as those of a training step. */
function drawnRanks(
  { cosines, negatives, draws, dimensions }: Anchor,
  byRank: Uint32Array,
): Int32Array {
  if (!draws || dimensions === undefined) return new Int32Array();
  const candidates = marked(negatives);
  const ranks = new Map(Array.from(byRank, (index, rank) => [index, rank]));
  return drawnByDistance(taken(cosines, candidates), dimensions, draws).map((place) =>
    place < 0 ? -1 : ranks.get(candidates[place])!,
  );
}

function negativesByRank({ cosines, negatives, synthetic = new Float64Array() }: Anchor): {
  readonly indices: Uint32Array;
  readonly similarities: Float64Array;
} {
  const candidates = marked(negatives);
  const made = Uint32Array.from(synthetic, (_, i) => cosines.length + i);
  const indices = new Uint32Array([...candidates, ...made]);
  const similarities = new Float64Array([...taken(cosines, candidates), ...synthetic]);
  const order = hardestFirst(similarities);
  return { indices: order.map((i) => indices[i]), similarities: taken(similarities, order) };
}

/** The other view first, then the further positives by index. */
export function positivesOf({ twin, cosines, positives }: Anchor): Float64Array {
  const further = positives ? taken(cosines, marked(positives)) : new Float64Array();
  return twin === undefined ? further : new Float64Array([twin, ...further]);
}

function explainedPositives(
  { twin, positives }: Anchor,
  cosines: Float64Array,
  gradients: Float64Array,
): ExplainedPositive[] {
  const indices = positives ? marked(positives) : new Uint32Array();
  const first = twin === undefined ? 0 : 1;
  return Array.from(cosines, (cosine, i) => ({
    ...(i >= first && { index: indices[i - first] }),
    cosine,
    gradient: gradients[i],
  }));
}

/** Values at their places, 0 elsewhere. */
function spread(values: Float64Array, places: Uint32Array, length: number): Float64Array {
  const all = new Float64Array(length);
  places.forEach((place, i) => (all[place] = values[i]));
  return all;
}
