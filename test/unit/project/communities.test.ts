import { describe, expect, it } from 'vitest';
import { communities } from '../../../src/engine/project/communities';
import type { NeighbourGraph } from '../../../src/engine/project/neighbour-graph';
import { Random } from '../../../src/engine/random/random';

/** Every tie once as [node, node] or [node, node, weight]. */
function graph(count: number, ties: readonly (readonly number[])[]): NeighbourGraph {
  const both = ties.flatMap(([a, b, weight = 1]) => [
    [a, b, weight],
    [b, a, weight],
  ]);
  return {
    count,
    heads: Uint32Array.from(both, ([head]) => head),
    tails: Uint32Array.from(both, ([, tail]) => tail),
    weights: Float32Array.from(both, ([, , weight]) => weight),
  };
}

const clique = (nodes: readonly number[]) =>
  nodes.flatMap((a, i) => nodes.slice(i + 1).map((b) => [a, b]));

/** Σ over clusters of (weight inside / weight − (degrees / 2 weight)²), by its definition. */
function modularity({ count, heads, tails, weights }: NeighbourGraph, of: Int32Array): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const degrees = new Float64Array(count);
  heads.forEach((head, tie) => (degrees[head] += weights[tie]));
  let sum = 0;
  heads.forEach((head, tie) => (sum += of[head] === of[tails[tie]] ? weights[tie] / total : 0));
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++)
      if (of[a] === of[b]) sum -= (degrees[a] * degrees[b]) / total ** 2;
  return sum;
}

/** Zachary's karate club (1977): the network on which such methods are compared. */
const karate = graph(
  34,
  `0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8 0-10 0-11 0-12 0-13 0-17 0-19 0-21 0-31 1-2 1-3 1-7 1-13 1-17 1-19
  1-21 1-30 2-3 2-7 2-8 2-9 2-13 2-27 2-28 2-32 3-7 3-12 3-13 4-6 4-10 5-6 5-10 5-16 6-16 8-30 8-32
  8-33 9-33 13-33 14-32 14-33 15-32 15-33 18-32 18-33 19-33 20-32 20-33 22-32 22-33 23-25 23-27 23-29
  23-32 23-33 24-25 24-27 24-31 25-31 26-29 26-33 27-33 28-31 28-33 29-32 29-33 30-32 30-33 31-32 31-33
  32-33`
    .split(/\s+/)
    .map((tie) => tie.split('-').map(Number)),
);

const found = (of: NeighbourGraph, seed = 1, resolution?: number) =>
  communities(of, Random.stream(seed, 'clusters'), resolution);

describe('clusters of a graph', () => {
  it('are its cliques, the largest first', () => {
    const ties = [...clique([0, 1, 2]), ...clique([3, 4, 5, 6]), [2, 3]];
    expect([...found(graph(7, ties))]).toEqual([1, 1, 1, 0, 0, 0, 0]);
  });

  it('go by the weights of the ties', () => {
    const ring = [
      [0, 1, 1],
      [1, 2, 0.01],
      [2, 3, 1],
      [3, 0, 0.01],
    ];
    expect([...found(graph(4, ring))]).toEqual([0, 0, 1, 1]);
  });

  it.each([1, 2, 3, 4, 5])('come near the best modularity that is known (seed %i)', (seed) => {
    // 0.4198 is the optimum (Brandes et al. 2008).
    const score = modularity(karate, found(karate, seed, 1));
    expect(score).toBeGreaterThan(0.39);
    expect(score).toBeLessThan(0.42);
  });

  it('are fewer the less chance counts', () => {
    const numbers = [2, 1, 0.5, 0.1].map(
      (resolution) => Math.max(...found(karate, 1, resolution)) + 1,
    );
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(numbers[0]).toBeGreaterThan(numbers[3]);
    expect(found(karate)).toEqual(found(karate, 1, 0.5));
  });

  it('are the same of the same seed', () => {
    expect(found(karate)).toEqual(found(karate));
  });

  it('never join what no tie joins', () => {
    const random = Random.stream(3, 'ties');
    const ties = Array.from({ length: 60 }, () => [random.integer(80), random.integer(80)]).filter(
      ([a, b]) => a !== b,
    );
    const sparse = graph(80, ties);
    const clusters = found(sparse);
    const reached = new Set<number>();
    for (const cluster of new Set(clusters)) {
      const open = [clusters.indexOf(cluster)];
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        if (reached.has(node)) continue;
        reached.add(node);
        sparse.heads.forEach((head, tie) => {
          if (head === node && clusters[sparse.tails[tie]] === cluster)
            open.push(sparse.tails[tie]);
        });
      }
    }
    expect(reached.size).toBe(80);
  });

  it('of nodes without a tie are themselves', () => {
    expect([...found(graph(3, []))]).toEqual([0, 1, 2]);
  });
});
