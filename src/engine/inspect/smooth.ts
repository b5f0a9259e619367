// Every sample as the mean of its neighbourhood, so that what is between dense places stands out.
import type { Embeddings } from '../evaluate/embeddings';
import { centred, directions } from './directions';
import type { NeighbourGraph } from './neighbour-graph';

const STEPS = 4;

/** Y = unit(P⁴ X − its mean row). Unit rows. */
export function smooth(graph: NeighbourGraph, x: Embeddings): Embeddings {
  let y = x;
  for (let step = 0; step < STEPS; step++) y = walked(graph, y);
  return directions(centred(y));
}

/** P X. */
function walked(graph: NeighbourGraph, x: Embeddings): Embeddings {
  const { count, width } = x;
  const values = new Float32Array(x.values.length);
  const sum = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    meanOf(graph, x, row, sum);
    values.set(sum, row * width);
  }
  return { values, count, width };
}

/** Σⱼ pᵢⱼ xⱼ, four neighbours at a time: each sum is loaded and stored once for four products. */
function meanOf(
  { starts, columns, shares }: NeighbourGraph,
  { values, width }: Embeddings,
  row: number,
  sum: Float64Array,
): void {
  sum.fill(0);
  const [start, end] = [starts[row], starts[row + 1]];
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const [a, b, c, d] = [shares[at], shares[at + 1], shares[at + 2], shares[at + 3]];
    const [i, j] = [columns[at] * width, columns[at + 1] * width];
    const [k, l] = [columns[at + 2] * width, columns[at + 3] * width];
    for (let n = 0; n < width; n++)
      sum[n] += a * values[i + n] + b * values[j + n] + (c * values[k + n] + d * values[l + n]);
  }
  for (; at < end; at++) {
    const [share, from] = [shares[at], columns[at] * width];
    for (let n = 0; n < width; n++) sum[n] += share * values[from + n];
  }
}
