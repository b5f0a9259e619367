// What the loss does to an anchor's negatives, as if all samples were in one batch with it: plain
// outputs of the head stand for the views, and N is the number of all its negatives.
import type { RunConfig } from '../config/run-config';
import type { Anchor } from '../explain/anchor';
import { explainAnchor } from '../explain/explain';
import { hardestFirst } from '../explain/ranks';
import { betaAt, upperAt } from '../negatives/annealing';
import { Random } from '../random/random';

type Settings = Pick<RunConfig, 'objective' | 'negatives'>;

export interface AnchorSimilarities {
  readonly index: number;
  /** With every sample, [count]. */
  readonly cosines: Float64Array;
  /** Of every row of z, [count]: `n-pair` compares dot products. */
  readonly lengths: Float64Array;
  /** 1 where a sample is a negative of the anchor, [count]. */
  readonly negatives: Uint8Array;
  /** 1 where it is a positive, as objectives of many positives have them. */
  readonly positives?: Uint8Array;
  /** Cosine of the anchor's two views; undefined where none were kept. */
  readonly viewCosine: number | undefined;
  /** Of rows. */
  readonly width: number;
}

export interface AnchorEffects {
  /** Samples that are negatives, from the largest cosine on; ties by index. */
  readonly order: Uint32Array;
  /** ω of each, in this order: how many plain negatives it counts as. */
  readonly weights: Float64Array;
  /** Signed parts of Σ|∂ℓ/∂sⱼ|, in this order; 0 where no negative has a gradient. */
  readonly shares: Float64Array;
  /** Whether the debiased estimate is at its floor; false where the views are not known. */
  readonly clamped: boolean;
}

/**
 * A view that is not known is taken to be equal to the anchor: the shares do not depend on it where
 * negatives have a common mass.
 */
export function anchorEffects(
  anchor: AnchorSimilarities,
  settings: Settings,
  seed: number,
): AnchorEffects {
  const asked = { ...compared(anchor, settings), ...drawn(anchor, settings, seed) };
  const { negatives, clamped } = explainAnchor(asked, settings);
  const { index, weight, gradient } = negatives;
  const total = gradient.reduce((sum, slope) => sum + Math.abs(slope), 0);
  const effects = {
    order: index,
    weights: weight,
    shares: total > 0 ? gradient.map((slope) => slope / total) : new Float64Array(index.length),
    clamped: clamped && anchor.viewCosine !== undefined,
  };
  return settings.objective.name === 'n-pair' ? byCosine(effects, anchor.cosines) : effects;
}

function compared(
  { index, cosines, lengths, viewCosine = 1, width, ...masks }: AnchorSimilarities,
  { objective }: Settings,
): Anchor {
  const { negatives, positives } = masks;
  const known = { negatives, dimensions: width, ...(positives && { positives }) };
  switch (objective.name) {
    case 'n-pair': {
      const products = cosines.map((cosine, j) => cosine * lengths[index] * lengths[j]);
      return { ...known, cosines: products, twin: viewCosine * lengths[index] ** 2 };
    }
    case 'lifted': {
      // The other view is taken to have its negatives where the anchor has them: shares stay the same.
      const partners = [cosines.filter((_, j) => negatives[j] === 1)];
      return { negatives, cosines, twin: viewCosine, partners };
    }
    default:
      return { ...known, cosines, twin: viewCosine };
  }
}

function byCosine(effects: AnchorEffects, cosines: Float64Array): AnchorEffects {
  const { order, weights, shares } = effects;
  const places = hardestFirst(Float64Array.from(order, (j) => cosines[j]));
  return {
    ...effects,
    order: places.map((place) => order[place]),
    weights: Float64Array.from(places, (place) => weights[place]),
    shares: Float64Array.from(places, (place) => shares[place]),
  };
}

/** One number for each positive, as training draws them for triplets by distance. */
function drawn(
  { index, positives }: AnchorSimilarities,
  { objective }: Settings,
  seed: number,
): Pick<Anchor, 'draws'> {
  if (objective.name !== 'triplet' || objective.mining !== 'distance-weighted') return {};
  const random = Random.stream(seed, 'inspect', 'triplets', index);
  const count = 1 + (positives?.reduce((sum, one) => sum + one, 0) ?? 0);
  return { draws: Float64Array.from({ length: count }, () => random.uniform()) };
}

/** The settings as they were in an epoch (from 0): β and the ring's upper percentile may change. */
export function settingsAt(
  { objective, negatives, train }: Pick<RunConfig, 'objective' | 'negatives' | 'train'>,
  epoch: number,
  losses: readonly number[],
): Settings {
  const beta = betaAt(epoch, train.epochs, negatives);
  return { objective, negatives: { ...negatives, beta, upper: upperAt(epoch, losses, negatives) } };
}
