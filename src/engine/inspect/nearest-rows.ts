// The nearest neighbours of every sample: by z, which the loss compares, and in the joined space.
import type { Embeddings } from '../evaluate/embeddings';
import { nearestNeighbours, type Neighbours } from '../evaluate/neighbours';
import type { Runtime } from '../runtime/runtime';
import { product } from './products';

/** Neighbours by z that are candidates for the joined space. */
const CANDIDATES = 100;
const NEIGHBOURS = 30;
/** Products of an exact search: some seconds of work. */
const MOST_PRODUCTS = 3e11;

export function nearestByHead(runtime: Runtime, z: Embeddings): Promise<Neighbours> {
  return nearestNeighbours(runtime, z, z, { k: CANDIDATES, excludeSelf: true });
}

/**
 * The 30 nearest of each in `x`, nearest first: exact where that is quick, else the best of the
 * candidates.
 */
export async function nearestJoined(
  runtime: Runtime,
  x: Embeddings,
  candidates: Neighbours,
  mostProducts = MOST_PRODUCTS,
): Promise<Neighbours> {
  if (x.count ** 2 * x.width <= mostProducts)
    return nearestNeighbours(runtime, x, x, { k: NEIGHBOURS, excludeSelf: true });
  return ranked(x, candidates);
}

function ranked(x: Embeddings, candidates: Neighbours): Neighbours {
  const k = Math.min(NEIGHBOURS, candidates.k);
  const indices = new Int32Array(x.count * k);
  const similarities = new Float32Array(x.count * k);
  for (let i = 0; i < x.count; i++) {
    const near = candidates.indices.subarray(i * candidates.k, (i + 1) * candidates.k);
    const found = Array.from(near, (j) => ({ j, cosine: product(x, i, j) }));
    found.sort((a, b) => b.cosine - a.cosine);
    found.slice(0, k).forEach(({ j, cosine }, place) => {
      indices[i * k + place] = j;
      similarities[i * k + place] = cosine;
    });
  }
  return { k, indices, similarities };
}
