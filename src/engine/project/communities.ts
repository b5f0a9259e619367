// Clusters of a neighbour graph: groups of nodes with more weight inside than chance would give them
// (modularity), found by moving single nodes, then whole groups (Blondel et al. 2008, arXiv 0803.0476).
// As it may leave a group in pieces (Traag et al. 2019, arXiv 1810.08473), these become groups of their own.
import type { Random } from '../random/random';
import type { NeighbourGraph } from './neighbour-graph';
import { grouped, weightedGraph, type WeightedGraph } from './weighted-graph';

/**
 * Chance counts half, so that clusters are fewer and larger: of the neighbours of 10,000 digits and of
 * 2,000 pictures of clothes, ten classes each, it makes 11 and 10 clusters, where 1 makes 12 and 16 that
 * agree with the classes no better.
 */
export const RESOLUTION = 0.5;
/** Below it a move gains nothing but rounding. */
const LEAST_GAIN = 1e-12;

/**
 * The cluster of each node, from 0: the largest first, of equal ones that of the lower node.
 * @param resolution what chance counts (Reichardt & Bornholdt 2006, arXiv cond-mat/0603718); 1 is modularity
 */
export function communities(
  neighbours: NeighbourGraph,
  random: Random,
  resolution = RESOLUTION,
): Int32Array {
  const whole = weightedGraph(neighbours);
  let groups = Uint32Array.from({ length: whole.count }, (_, node) => node);
  for (let graph = whole; ;) {
    const { numbers, count } = renumbered(moved(graph, random, resolution));
    groups = groups.map((group) => numbers[group]);
    if (count === graph.count) return bySize(pieces(whole, groups));
    graph = grouped(graph, numbers, count);
  }
}

/** Each node where it gains most, until none gains any more. */
function moved(graph: WeightedGraph, random: Random, resolution: number): Uint32Array {
  const { count, starts, columns, weights, degrees } = graph;
  const total = degrees.reduce((sum, degree) => sum + degree, 0);
  const groups = Uint32Array.from({ length: count }, (_, node) => node);
  const sums = degrees.slice();
  const ties = new Float64Array(count);
  const waiting = new Waiting(random.permutation(count));
  for (let node = waiting.take(); node !== undefined; node = waiting.take()) {
    const own = groups[node];
    for (let at = starts[node]; at < starts[node + 1]; at++)
      ties[groups[columns[at]]] += weights[at];
    sums[own] -= degrees[node];
    const gain = (group: number): number =>
      ties[group] - (resolution * degrees[node] * sums[group]) / total;
    let [best, most] = [own, gain(own) + LEAST_GAIN];
    for (let at = starts[node]; at < starts[node + 1]; at++) {
      const group = groups[columns[at]];
      if (gain(group) > most) [best, most] = [group, gain(group)];
    }
    sums[best] += degrees[node];
    groups[node] = best;
    for (let at = starts[node]; at < starts[node + 1]; at++) {
      ties[groups[columns[at]]] = 0;
      if (best !== own && groups[columns[at]] !== best) waiting.add(columns[at]);
    }
    ties[own] = 0;
  }
  return groups;
}

/** Nodes that are to be looked at, each at most once at a time. */
class Waiting {
  private readonly queue: Uint32Array;
  private readonly queued: Uint8Array;
  private first = 0;
  private length: number;

  constructor(order: Uint32Array) {
    this.queue = order;
    this.length = order.length;
    this.queued = new Uint8Array(order.length).fill(1);
  }

  take(): number | undefined {
    if (this.length === 0) return undefined;
    const node = this.queue[this.first];
    this.first = (this.first + 1) % this.queue.length;
    this.length--;
    this.queued[node] = 0;
    return node;
  }

  add(node: number): void {
    if (this.queued[node] === 1) return;
    this.queue[(this.first + this.length++) % this.queue.length] = node;
    this.queued[node] = 1;
  }
}

/** Parts of a group that no tie within it joins, as groups of their own. */
function pieces({ starts, columns }: WeightedGraph, groups: Uint32Array): Uint32Array {
  const piece = new Uint32Array(groups.length).fill(groups.length);
  groups.forEach((group, first) => {
    if (piece[first] < groups.length) return;
    const open = [first];
    piece[first] = first;
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (let at = starts[node]; at < starts[node + 1]; at++) {
        const other = columns[at];
        if (groups[other] !== group || piece[other] < groups.length) continue;
        piece[other] = first;
        open.push(other);
      }
  });
  return piece;
}

/** The same groups as 0, 1, 2 … in the order in which they come. */
function renumbered(groups: Uint32Array): { numbers: Uint32Array; count: number } {
  const known = new Map<number, number>();
  const numbers = groups.map((group) => {
    const number = known.get(group) ?? known.size;
    known.set(group, number);
    return number;
  });
  return { numbers, count: known.size };
}

function bySize(groups: Uint32Array): Int32Array {
  const { numbers, count } = renumbered(groups);
  const sizes = new Uint32Array(count);
  for (const group of numbers) sizes[group]++;
  const order = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b);
  const places = new Int32Array(count);
  order.forEach((group, place) => (places[group] = place));
  return Int32Array.from(numbers, (group) => places[group]);
}
