// The nearest neighbours of every sample: by z, which the loss compares, and in the joined space.
import type { Embeddings } from '../evaluate/embeddings';
import { nearestNeighbours, type Neighbours } from '../evaluate/neighbours';
import type { Runtime } from '../runtime/runtime';
import { nearestOf } from './nearest-of';
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
  const cosines = new Float64Array(candidates.k);
  for (let i = 0; i < x.count; i++) {
    const from = i * candidates.k;
    for (let place = 0; place < candidates.k; place++)
      cosines[place] = product(x, i, candidates.indices[from + place]);
    nearestOf(cosines, -1, k).forEach((place, rank) => {
      indices[i * k + rank] = candidates.indices[from + place];
      similarities[i * k + rank] = cosines[place];
    });
  }
  return { k, indices, similarities };
}
