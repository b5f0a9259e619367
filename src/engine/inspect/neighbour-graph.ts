// Who is near whom, as a random walk: a sparse matrix whose rows sum to 1.
import type { Neighbours } from '../evaluate/neighbours';

/** P in rows: row i holds columns[starts[i] … starts[i + 1] − 1] with the shares beside them. */
export interface NeighbourGraph {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly shares: Float32Array;
}

/** How near a sample is to itself. */
const ITSELF = 0.5;
/** Least distance that others are measured by: of copies it would be 0. */
const LEAST_DISTANCE = 1e-6;

/**
 * From the nearest of each sample, nearest first: wᵢⱼ = exp(−dᵢⱼ / dᵢ,ₘ) with d = 1 − cosine and m the
 * middle one of the k; A = w + wᵀ + ½ I; P = A with rows divided by their sums.
 */
export function neighbourGraph({ k, indices, similarities }: Neighbours): NeighbourGraph {
  const count = indices.length / k;
  const middle = Math.floor(k / 2);
  const weights = Float64Array.from(similarities, (cosine, at) => {
    const scale = 1 - similarities[at - (at % k) + middle];
    return Math.exp(-(1 - cosine) / Math.max(scale, LEAST_DISTANCE));
  });
  const starts = startsOf(indices, k, count);
  const places = starts.slice(0, count);
  const columns = new Uint32Array(starts[count]);
  const shares = new Float64Array(starts[count]);
  const add = (row: number, column: number, weight: number): void => {
    const place = places[row]++;
    columns[place] = column;
    shares[place] = weight;
  };
  for (let i = 0; i < count; i++) {
    add(i, i, ITSELF);
    for (let at = i * k; at < (i + 1) * k; at++) {
      add(i, indices[at], weights[at]);
      add(indices[at], i, weights[at]);
    }
  }
  return { starts, columns, shares: rowsToOne(starts, shares) };
}

/** Each sample has itself, its k nearest, and those whose nearest it is; two entries of a pair may stay apart. */
function startsOf(indices: Int32Array, k: number, count: number): Uint32Array {
  const sizes = new Uint32Array(count).fill(1 + k);
  for (const index of indices) sizes[index]++;
  const starts = new Uint32Array(count + 1);
  sizes.forEach((size, row) => (starts[row + 1] = starts[row] + size));
  return starts;
}

function rowsToOne(starts: Uint32Array, weights: Float64Array): Float32Array {
  const shares = new Float32Array(weights.length);
  for (let row = 0; row + 1 < starts.length; row++) {
    let sum = 0;
    for (let at = starts[row]; at < starts[row + 1]; at++) sum += weights[at];
    for (let at = starts[row]; at < starts[row + 1]; at++) shares[at] = weights[at] / sum;
  }
  return shares;
}
