// d₀: how far apart classes are taken to be before anything is reviewed.
import type { Embeddings } from '../evaluate/embeddings';
import { Random } from '../random/random';
import type { Runtime } from '../runtime/runtime';
import { clusterStability } from './cluster-stability';
import { DISTANCES } from './curve-parameters';
import type { PairScale } from './pair-scale';
import { product } from './products';
import { rankCurve } from './rank-curve';
import type { Pairs } from './reference-pairs';
import { viewExcess, viewsStandForClass } from './view-excess';
import { viewProbability } from './view-probability';

/** Where nothing says more: without views, or where clusters are not clear. */
const USUAL = 1.7;
const WITHOUT_VIEWS = 1.8;
const LARGEST = 3.2;
/** From this stability on, each hundredth counts 0.09. */
const CLEAR = 0.82;
const SLOPE = 9;
/** Of the lists that are shown. */
const SHOWN_PAIRS = 4000;

export interface StartSources {
  readonly runtime: Runtime;
  /** Unit rows. */
  readonly z: Embeddings;
  /** Unit rows of the smoothed space. */
  readonly y: Embeddings;
  readonly scale: PairScale;
  readonly reference: Pairs;
  /** Of each sample the nearest by z, [count, k]. */
  readonly nearest: { readonly k: number; readonly indices: Int32Array };
  /** Cosines of the two views of samples; absent without views. */
  readonly viewCosines?: Float64Array | undefined;
  readonly tauPlus: number;
  readonly seed: number;
}

export interface StartValue {
  readonly d: number;
  /** r of `viewExcess`; absent without views. */
  readonly excess?: number;
}

export async function startValue(sources: StartSources): Promise<StartValue> {
  const { z, viewCosines, reference, tauPlus } = sources;
  if (!viewCosines) return { d: WITHOUT_VIEWS };
  const cosines = Float64Array.from(reference.first, (i, pair) =>
    product(z, i, reference.second[pair]),
  ).sort();
  const excess = viewExcess(cosines, viewCosines, tauPlus);
  if (viewsStandForClass(excess)) {
    const probability = viewProbability(cosines, viewCosines, tauPlus);
    return { d: fittingViews(sources, probability), excess };
  }
  return { d: await fittingClusters(sources), excess };
}

/** The d whose curve has, over pairs of the shown lists, the mean that the views' cosines give. */
function fittingViews(sources: StartSources, probability: (cosine: number) => number): number {
  const { z, scale, tauPlus } = sources;
  const { first, second } = shownPairs(sources);
  const ranks = Float64Array.from(first, (i, pair) => scale.rank(i, second[pair]));
  const wanted = meanOf(first, (i, pair) => probability(product(z, i, second[pair])));
  const misses = DISTANCES.map((d) => Math.abs(meanOf(ranks, rankCurve(d, tauPlus)) - wanted));
  return DISTANCES[misses.indexOf(Math.min(...misses))];
}

function shownPairs({ z, nearest: { k, indices }, seed }: StartSources): Pairs {
  const random = Random.stream(seed, 'inspect', 'shown-pairs');
  const first = Uint32Array.from({ length: SHOWN_PAIRS }, () => random.integer(z.count));
  return { first, second: first.map((i) => indices[i * k + random.integer(k)]) };
}

async function fittingClusters({ runtime, y, tauPlus, seed }: StartSources): Promise<number> {
  const random = Random.stream(seed, 'inspect', 'clusters');
  const stability = await clusterStability(runtime, y, tauPlus, random);
  const d = USUAL + SLOPE * Math.max(0, stability - CLEAR);
  return Math.min(Math.max(d, USUAL), LARGEST);
}

function meanOf(
  values: Float64Array | Uint32Array,
  of: (value: number, place: number) => number,
): number {
  let sum = 0;
  values.forEach((value, place) => (sum += of(value, place)));
  return sum / values.length;
}
