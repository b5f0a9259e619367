// An undirected graph with weights as rows of ties, and the smaller graph whose nodes are groups of its
// nodes.
import type { NeighbourGraph } from './neighbour-graph';

export interface WeightedGraph {
  readonly count: number;
  /** Node i is tied to columns[starts[i] … starts[i + 1] − 1], with the weights beside them; every tie stands twice. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly weights: Float64Array;
  /** Weight of all ties of a node; those within it count twice. */
  readonly degrees: Float64Array;
}

export function weightedGraph({ count, heads, tails, weights }: NeighbourGraph): WeightedGraph {
  const starts = new Uint32Array(count + 1);
  for (const head of heads) starts[head + 1]++;
  for (let i = 0; i < count; i++) starts[i + 1] += starts[i];
  const next = starts.slice();
  const columns = new Uint32Array(heads.length);
  const sorted = new Float64Array(heads.length);
  const degrees = new Float64Array(count);
  heads.forEach((head, tie) => {
    const place = next[head]++;
    columns[place] = tails[tie];
    sorted[place] = weights[tie];
    degrees[head] += weights[tie];
  });
  return { count, starts, columns, weights: sorted, degrees };
}

/** `groups[i]` in 0 … count − 1 is the new node that node i falls into. */
export function grouped(graph: WeightedGraph, groups: Uint32Array, count: number): WeightedGraph {
  const degrees = new Float64Array(count);
  graph.degrees.forEach((degree, node) => (degrees[groups[node]] += degree));
  const members = membersOf(groups, count);
  const [columns, weights]: [number[], number[]] = [[], []];
  const starts = new Uint32Array(count + 1);
  const sums = new Float64Array(count);
  for (let group = 0; group < count; group++) {
    for (const node of members[group])
      for (let at = graph.starts[node]; at < graph.starts[node + 1]; at++) {
        const other = groups[graph.columns[at]];
        // Ties within the group are part of its degree alone.
        if (other === group) continue;
        if (sums[other] === 0) columns.push(other);
        sums[other] += graph.weights[at];
      }
    for (let at = starts[group]; at < columns.length; at++) {
      weights.push(sums[columns[at]]);
      sums[columns[at]] = 0;
    }
    starts[group + 1] = columns.length;
  }
  return {
    ...{ count, starts, degrees },
    columns: Uint32Array.from(columns),
    weights: Float64Array.from(weights),
  };
}

function membersOf(groups: Uint32Array, count: number): readonly (readonly number[])[] {
  const members = Array.from({ length: count }, (): number[] => []);
  groups.forEach((group, node) => members[group].push(node));
  return members;
}
