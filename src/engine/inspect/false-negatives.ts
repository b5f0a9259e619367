// The probability that two samples are of one class, from embeddings alone: no label is looked at.
import { InputError } from '../input-error';
import type { Neighbours } from '../evaluate/neighbours';
import { Random } from '../random/random';
import type { Runtime } from '../runtime/runtime';
import type { EpochVectors } from './epoch-vectors';
import { joinedSpace } from './joined-space';
import { nearestByHead, nearestJoined } from './nearest-rows';
import { neighbourGraph } from './neighbour-graph';
import { PairScale } from './pair-scale';
import { ProbabilityTable, type ProbabilityBand } from './probability-table';
import { productAcross } from './products';
import { drawPairs } from './reference-pairs';
import { smooth } from './smooth';
import { startValue, type StartValue } from './start-value';
import { viewsStandForClass } from './view-excess';

/** Pairs with this probability or more are flagged. */
export const FLAG_FROM = 0.8;

const REFERENCE_PAIRS = 100_000;
const FEWEST_SAMPLES = 3;

export interface EstimateSettings {
  /** τ⁺: assumed share of pairs that are of one class, within (0, 1). */
  readonly tauPlus: number;
  readonly seed: number;
  readonly reviews?: readonly ReviewedPair[];
  /** Parts of the work that are done, of `FalseNegatives.parts`. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

export interface ReviewedPair {
  readonly first: number;
  readonly second: number;
  readonly same: boolean;
}

/**
 * Pairs are ranked by their cosine in a space that views have whitened and by that after smoothing over
 * the neighbour graph; a curve with one parameter makes the rank a probability whose mean over all
 * pairs is τ⁺; reviewed pairs move the curve.
 */
export class FalseNegatives {
  /** How often `onProgress` is called. */
  static readonly parts = 5;

  private constructor(
    /** Of each sample the 100 nearest by z. */
    readonly nearest: Neighbours,
    private readonly scale: PairScale,
    private readonly table: ProbabilityTable,
    private readonly start: StartValue,
  ) {}

  /** @throws InputError of fewer than three samples. */
  static async estimate(
    runtime: Runtime,
    vectors: EpochVectors,
    { tauPlus, seed, reviews = [], onProgress }: EstimateSettings,
  ): Promise<FalseNegatives> {
    const { z } = vectors;
    if (z.count < FEWEST_SAMPLES)
      throw new InputError(
        `${z.count} samples are too few to judge negatives: give ${FEWEST_SAMPLES} or more`,
      );
    const nearest = await nearestByHead(runtime, z);
    onProgress?.(1);
    const x = await joinedSpace(runtime, vectors);
    onProgress?.(2);
    const graph = neighbourGraph(await nearestJoined(runtime, x, nearest));
    onProgress?.(3);
    const y = smooth(graph, x);
    onProgress?.(4);
    const random = Random.stream(seed, 'inspect', 'reference-pairs');
    const reference = drawPairs(z.count, REFERENCE_PAIRS, random);
    const scale = new PairScale(x, y, reference);
    const viewCosines = viewCosinesOf(vectors);
    const sources = { runtime, z, y, scale, reference, nearest, viewCosines, tauPlus, seed };
    const start = await startValue(sources);
    const ranked = reviews.map((pair) => ({ ...pair, u: scale.rank(pair.first, pair.second) }));
    const table = new ProbabilityTable({ d0: start.d, tauPlus, reviews: ranked });
    onProgress?.(5);
    return new FalseNegatives(nearest, scale, table, start);
  }

  /** π of two samples, with a band that holds 80 % of the posterior. */
  of(i: number, j: number): ProbabilityBand {
    return this.table.at(this.scale.rank(i, j));
  }

  /** Whether views of a sample are nearer to each other than samples of a class; false without views. */
  get viewsNearerThanClass(): boolean {
    const { excess } = this.start;
    return excess !== undefined && !viewsStandForClass(excess);
  }
}

/** Of the samples that have views, in the order of their rows. */
export function viewCosinesOf({ views }: EpochVectors): Float64Array | undefined {
  if (!views) return undefined;
  const { first, second } = views.z;
  return Float64Array.from({ length: first.count }, (_, i) => productAcross(first, second, i));
}
