// Places on a map for samples that it was not made of: where the samples lie that are most like them.
import { unitRows, type Embeddings } from '../evaluate/embeddings';
import { nearestNeighbours } from '../evaluate/neighbours';
import type { Runtime } from '../runtime/runtime';

/** Of the samples on the map that each of the others is placed by. */
const NEAREST = 5;
/** Cosines that fall behind the nearest by this much count for 1 / e. */
const SCALE = 0.05;

export interface MappedSamples {
  /** Usable rows. */
  readonly embeddings: Embeddings;
  /** [count, 2] */
  readonly positions: Float32Array;
}

/**
 * The mean place of the nearest by cosine, nearer ones weighing more: as new samples begin in UMAP
 * (McInnes, Healy & Melville 2018, arXiv 1802.03426), without moving anything after. [others, 2].
 */
export async function placeOthers(
  runtime: Runtime,
  others: Embeddings,
  { embeddings, positions }: MappedSamples,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { k, indices, similarities } = await nearestNeighbours(
    runtime,
    unitRows(others),
    unitRows(embeddings),
    { k: NEAREST, signal },
  );
  const places = new Float32Array(2 * others.count);
  for (let row = 0; row < others.count; row++) {
    const [near, cosines] = [indices, similarities].map((each) =>
      each.subarray(row * k, (row + 1) * k),
    );
    const weights = Array.from(cosines, (cosine) => Math.exp((cosine - cosines[0]) / SCALE));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    weights.forEach((weight, i) => {
      places[2 * row] += (weight / total) * positions[2 * near[i]];
      places[2 * row + 1] += (weight / total) * positions[2 * near[i] + 1];
    });
  }
  return places;
}
