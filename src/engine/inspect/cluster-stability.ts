// How clearly samples fall into as many clusters as there should be classes.
import { selectRows, type Embeddings } from '../evaluate/embeddings';
import { sampleRows } from '../evaluate/split';
import type { Random } from '../random/random';
import type { Runtime } from '../runtime/runtime';
import { product } from './products';
import { drawPairs, type Pairs } from './reference-pairs';
import { SphericalKMeans } from './spherical-k-means';

const MOST_SAMPLES = 5000;
const PAIRS = 400_000;
const RUNS = 8;
/** Clusters of the first and of the last run, in parts of 1 / τ⁺. */
const FEWEST = 0.75;
const MOST = 1.25;
/** Beyond so many clusters a sample of 5000 says nothing of any of them. */
const MOST_CLUSTERS = 256;

/**
 * c: of random pairs the share τ⁺ that is most alike in `y` (unit rows); of these the part that falls
 * into one cluster, mean over runs of k-means with ¾ … 1¼ times 1 / τ⁺ clusters.
 */
export async function clusterStability(
  runtime: Runtime,
  y: Embeddings,
  tauPlus: number,
  random: Random,
): Promise<number> {
  const points = selectRows(y, sampleRows(y.count, MOST_SAMPLES, random));
  const alike = mostAlike(points, drawPairs(points.count, PAIRS, random), tauPlus);
  const sizes = clusterCounts(points.count, tauPlus);
  const kMeans = await SphericalKMeans.create(runtime, points, Math.max(...sizes));
  try {
    let sum = 0;
    for (const k of sizes) sum += together(await kMeans.clusters(k, random), alike);
    return sum / sizes.length;
  } finally {
    await kMeans.dispose();
  }
}

function clusterCounts(points: number, tauPlus: number): number[] {
  return Array.from({ length: RUNS }, (_, run) => {
    const part = FEWEST + ((MOST - FEWEST) * run) / (RUNS - 1);
    return Math.min(points, MOST_CLUSTERS, Math.max(2, Math.round(part / tauPlus)));
  });
}

function mostAlike(points: Embeddings, { first, second }: Pairs, share: number): Pairs {
  const cosines = Float64Array.from(first, (i, pair) => product(points, i, second[pair]));
  const count = Math.max(1, Math.floor(share * cosines.length));
  const level = cosines.slice().sort()[cosines.length - count];
  const chosen = Uint32Array.from(cosines.keys())
    .filter((pair) => cosines[pair] >= level)
    .subarray(0, count);
  return { first: chosen.map((pair) => first[pair]), second: chosen.map((pair) => second[pair]) };
}

function together(clusters: Uint32Array, { first, second }: Pairs): number {
  const same = first.reduce((sum, i, pair) => {
    return sum + Number(clusters[i] === clusters[second[pair]]);
  }, 0);
  return same / first.length;
}
