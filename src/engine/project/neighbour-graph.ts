// The fuzzy graph of UMAP: how strongly neighbours hold together (McInnes, Healy & Melville 2018,
// arXiv 1802.03426, sections 3.1 and 4.1, algorithms 2 and 3), on typed arrays.
import type { Neighbours } from '../evaluate/neighbours';

/** Every tie stands twice, once from each end; ties of weight 0 are left out. */
export interface NeighbourGraph {
  readonly count: number;
  readonly heads: Uint32Array;
  readonly tails: Uint32Array;
  /** 0 … 1 */
  readonly weights: Float32Array;
}

/** Halvings of the interval in which a radius is sought. */
const HALVINGS = 64;
const TOLERANCE = 1e-5;
/** A radius is at least this share of the mean distance. */
const LEAST_RADIUS = 1e-3;

/**
 * @param neighbours of each row, itself left out; k + 1 is UMAP's `n_neighbors`, which counts it
 */
export function neighbourGraph(neighbours: Neighbours): NeighbourGraph {
  const { k, indices } = neighbours;
  const count = indices.length / k;
  const strengths = directedStrengths(neighbours, count);
  const [heads, tails] = [new Uint32Array(2 * indices.length), new Uint32Array(2 * indices.length)];
  const weights = new Float32Array(2 * indices.length);
  let ties = 0;
  const add = (head: number, tail: number, weight: number): void => {
    if (weight === 0) return;
    [heads[ties], tails[ties], weights[ties++]] = [head, tail, weight];
  };
  for (let edge = 0; edge < indices.length; edge++) {
    const [head, tail] = [Math.floor(edge / k), indices[edge]];
    const back = indices.subarray(tail * k, (tail + 1) * k).indexOf(head);
    const [there, here] = [strengths[edge], back < 0 ? 0 : strengths[tail * k + back]];
    // The chance that one of both ties is there.
    const either = there + here - there * here;
    add(head, tail, either);
    if (back < 0) add(tail, head, either);
  }
  return {
    count,
    heads: heads.slice(0, ties),
    tails: tails.slice(0, ties),
    weights: weights.slice(0, ties),
  };
}

/** Strength of each neighbour seen from its row alone: exp(−(d − ρ) / σ). */
function directedStrengths({ k, similarities }: Neighbours, count: number): Float32Array {
  const distances = similarities.map((cosine) => Math.max(0, 1 - cosine));
  // The row itself, at distance 0, counts.
  const withSelf = k / (k + 1);
  const meanOfAll = mean(distances);
  const strengths = new Float32Array(distances.length);
  for (let row = 0; row < count; row++) {
    const own = distances.subarray(row * k, (row + 1) * k);
    // ρ: the nearest neighbour is tied fully.
    const rho = own.find((distance) => distance > 0) ?? 0;
    const least = LEAST_RADIUS * withSelf * (rho > 0 ? mean(own) : meanOfAll);
    const sigma = Math.max(radius(own, rho), least);
    for (let i = 0; i < k; i++)
      strengths[row * k + i] = own[i] <= rho ? 1 : Math.exp(-(own[i] - rho) / sigma);
  }
  return strengths;
}

/** σ with which the strengths of a row add up to log₂(k + 1). */
function radius(distances: Float32Array, rho: number): number {
  const target = Math.log2(distances.length + 1);
  let [low, high, middle] = [0, Infinity, 1];
  for (let i = 0; i < HALVINGS; i++) {
    let sum = 0;
    for (const distance of distances)
      sum += distance > rho ? Math.exp(-(distance - rho) / middle) : 1;
    if (Math.abs(sum - target) < TOLERANCE) break;
    if (sum > target) high = middle;
    else low = middle;
    middle = high === Infinity ? middle * 2 : (low + high) / 2;
  }
  return middle;
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
