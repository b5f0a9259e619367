// Each step of the estimate against its definition, in naive loops.
import { describe, expect, it } from 'vitest';
import type { Embeddings } from '../../../src/engine/evaluate/embeddings';
import { nearestNeighbours } from '../../../src/engine/evaluate/neighbours';
import { centred, directions } from '../../../src/engine/inspect/directions';
import { isotonic } from '../../../src/engine/inspect/isotonic';
import { areaUnderCurve, calibrationError } from '../../../src/engine/inspect/judged-flags';
import { nearestOf } from '../../../src/engine/inspect/nearest-of';
import { nearestByHead, nearestJoined } from '../../../src/engine/inspect/nearest-rows';
import { neighbourGraph } from '../../../src/engine/inspect/neighbour-graph';
import { normalDistribution } from '../../../src/engine/inspect/normal-distribution';
import { countUpTo, interpolate, quantile } from '../../../src/engine/inspect/order-statistics';
import { product, productsWith } from '../../../src/engine/inspect/products';
import { drawPairs } from '../../../src/engine/inspect/reference-pairs';
import { smooth } from '../../../src/engine/inspect/smooth';
import { SphericalKMeans } from '../../../src/engine/inspect/spherical-k-means';
import { viewScatter } from '../../../src/engine/inspect/view-scatter';
import { whiten } from '../../../src/engine/inspect/whiten';
import { Random } from '../../../src/engine/random/random';
import { cpu } from '../train/job';
import { generatedVectors } from './generated-vectors';

const runtime = cpu();
const spec = { seed: 5, n: 90, dz: 5, dh: 7, classes: 3, spread: 0.4, noise: 0.3 };
const { vectors } = generatedVectors(spec);
const { z } = vectors;
const views = vectors.views!;

const rowsOf = ({ values, count, width }: Embeddings): number[][] =>
  Array.from({ length: count }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);

const embeddings = (rows: readonly (readonly number[])[]): Embeddings => ({
  values: Float32Array.from(rows.flat()),
  count: rows.length,
  width: rows[0].length,
});

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, k) => sum + value * b[k], 0);

describe('rows', () => {
  it('become directions, also those that have none', () => {
    const unit = directions(embeddings([[3, 4], [0, 0], [1e-30, 0]])); // prettier-ignore
    expect(rowsOf(unit)).toEqual([[Math.fround(0.6), Math.fround(0.8)], [1, 0], [1, 0]]); // prettier-ignore
  });

  it('lose their mean', () => {
    expect(rowsOf(centred(embeddings([[1, 2], [3, 8]])))).toEqual([[-1, -3], [1, 3]]); // prettier-ignore
  });

  it.each([1, 2, 3, 4, 5, 9])('of %i numbers have their dot products', (width) => {
    const random = Random.stream(1, 'products', width);
    const rows = Array.from({ length: 3 }, () =>
      Array.from({ length: width }, () => Math.fround(random.normal())),
    );
    const x = embeddings(rows);
    expect(product(x, 1, 2)).toBeCloseTo(dot(rows[1], rows[2]), 12);
    rows.forEach((row, j) => {
      expect(productsWith(x, 1)[j]).toBeCloseTo(dot(rows[1], row), 12);
    });
  });
});

describe('whitening', () => {
  it.each([1, 4, 6, 90])('takes the scatter of %i pairs of views', (count) => {
    const part = ({ values, width }: Embeddings): Embeddings => ({
      values: values.subarray(0, count * width),
      count,
      width,
    });
    const [first, second] = [part(views.z.first), part(views.z.second)];
    const differences = rowsOf(first).map((row, i) =>
      row.map((value, k) => value - rowsOf(second)[i][k]),
    );
    const scatter = viewScatter({ first, second });
    for (let a = 0; a < 5; a++)
      for (let b = 0; b < 5; b++) {
        const sum = differences.reduce((all, row) => all + row[a] * row[b], 0);
        expect(scatter.get(a, b)).toBeCloseTo(sum / (2 * count), 12);
      }
  });

  it('makes views differ alike in every direction, but for the ridge', async () => {
    // The mean row is 0; each axis is an eigenvector with an eigenvalue of its own.
    const rows = [[5, 0, 0], [0, 5, 0], [0, 0, 5], [-5, -5, -5]]; // prettier-ignore
    const moves = [[1, 0, 0], [-1, 0, 0], [0, 2, 0], [0, -2, 0], [0, 0, 3], [0, 0, -3]]; // prettier-ignore
    const pair = {
      first: embeddings(moves),
      second: embeddings(moves.map((row) => row.map((value) => -value))),
    };
    const whitened = await whiten(runtime, embeddings(rows), pair);
    // W = diag((2 m)² · 2 / 6 / 2) for moves m.
    const eigenvalues = [1, 2, 3].map((m) => (4 * m * m) / 6);
    const ridge = (0.1 * (eigenvalues[0] + eigenvalues[1] + eigenvalues[2])) / 3;
    const scaled = rows.map((row) =>
      row.map((value, k) => value / Math.sqrt(eigenvalues[k] + ridge)),
    );
    const cosine = (i: number, j: number): number =>
      dot(scaled[i], scaled[j]) / Math.sqrt(dot(scaled[i], scaled[i]) * dot(scaled[j], scaled[j]));
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++) expect(product(whitened, i, j)).toBeCloseTo(cosine(i, j), 6);
  });

  it.each([
    ['without views', undefined],
    ['where views do not differ', { first: z, second: z }],
  ])('only centres %s', async (_, pair) => {
    const whitened = await whiten(runtime, z, pair);
    expect(whitened).toEqual(directions(centred(z)));
  });
});

describe('neighbours in the joined space', () => {
  it('are the same by exact search and among candidates that are all others', async () => {
    const candidates = await nearestByHead(runtime, z);
    const exact = await nearestJoined(runtime, vectors.views!.z.first, candidates);
    const ranked = await nearestJoined(runtime, vectors.views!.z.first, candidates, 0);
    expect(candidates.k).toBe(89);
    expect(ranked.indices).toEqual(exact.indices);
    ranked.similarities.forEach((cosine, at) => {
      expect(cosine).toBeCloseTo(exact.similarities[at], 5);
    });
  });
});

describe('the neighbour graph', () => {
  const neighbours = nearestNeighbours(runtime, z, z, { k: 7, excludeSelf: true });

  /** P, [n, n]. */
  async function dense(): Promise<number[][]> {
    const { k, indices, similarities } = await neighbours;
    const A: number[][] = rowsOf(z).map((_, i) => rowsOf(z).map((__, j) => (i === j ? 0.5 : 0)));
    for (let i = 0; i < z.count; i++)
      for (let place = 0; place < k; place++) {
        const [j, scale] = [indices[i * k + place], 1 - similarities[i * k + 3]];
        const weight = Math.exp(-(1 - similarities[i * k + place]) / scale);
        A[i][j] += weight;
        A[j][i] += weight;
      }
    return A.map((row) => row.map((value) => value / row.reduce((a, b) => a + b)));
  }

  it('is a random walk over near samples and oneself', async () => {
    const { starts, columns, shares } = neighbourGraph(await neighbours);
    (await dense()).forEach((row, i) => {
      const found = row.map(() => 0);
      for (let at = starts[i]; at < starts[i + 1]; at++) found[columns[at]] += shares[at];
      row.forEach((share, j) => {
        expect(found[j]).toBeCloseTo(share, 6);
      });
    });
  });

  it('keeps copies, whose distance is 0, as equal neighbours', async () => {
    const copies = embeddings(Array.from({ length: 5 }, () => [1, 0]));
    const graph = neighbourGraph(
      await nearestNeighbours(runtime, copies, copies, { k: 4, excludeSelf: true }),
    );
    for (const share of graph.shares) expect(share).toBeCloseTo(share < 0.1 ? 0.5 / 8.5 : 1 / 8.5);
  });

  it('smooths by four of its steps', async () => {
    const P = await dense();
    let y = rowsOf(z);
    for (let step = 0; step < 4; step++)
      y = P.map((row) => y[0].map((_, k) => dot(row, y.map((other) => other[k])))); // prettier-ignore
    const smoothed = smooth(neighbourGraph(await neighbours), z);
    rowsOf(directions(centred(embeddings(y)))).forEach((row, i) => {
      row.forEach((value, k) => {
        expect(smoothed.values[i * 5 + k]).toBeCloseTo(value, 4);
      });
    });
  });
});

describe('order', () => {
  it('counts values up to one, and reads quantiles between them', () => {
    const rising = [1, 2, 2, 4];
    expect([0, 1, 2, 3, 4, 5].map((x) => countUpTo(rising, x))).toEqual([0, 1, 3, 3, 4, 4]);
    expect([0, 0.5, 0.75, 1].map((q) => quantile(rising, q))).toEqual([1, 2, 2.5, 4]);
  });

  it('reads values off straight lines, and the last one beyond', () => {
    const at = (x: number): number => interpolate(x, [0, 1, 1, 3], [10, 20, 30, 50]);
    expect([-1, 0, 0.5, 2, 3, 9].map(at)).toEqual([10, 10, 15, 40, 50, 50]);
  });

  it('finds the largest values but one, ties by index', () => {
    expect(nearestOf(Float64Array.of(1, 5, 3, 5, 9, 3), 4, 4)).toEqual([1, 3, 2, 5]);
    expect(nearestOf(Float64Array.of(1, 2), 0, 5)).toEqual([1]);
  });

  it('finds the rising sequence that is nearest', () => {
    const random = Random.stream(2, 'isotonic');
    const values = Array.from({ length: 30 }, (_, i) => i / 10 + random.normal());
    const weights = Array.from({ length: 30 }, () => random.uniform(0.1, 2));
    const mean = (a: number, b: number): number => {
      let [sum, total] = [0, 0];
      for (let i = a; i <= b; i++)
        [sum, total] = [sum + weights[i] * values[i], total + weights[i]];
      return sum / total;
    };
    const range = (from: number, to: number): number[] =>
      Array.from({ length: to - from + 1 }, (_, i) => from + i);
    isotonic(values, weights).forEach((value, i) => {
      const wanted = Math.max(
        ...range(0, i).map((a) => Math.min(...range(i, 29).map((b) => mean(a, b)))),
      );
      expect(value).toBeCloseTo(wanted, 12);
    });
  });
});

it.each([
  [0, 0.5],
  [1, 0.8413447460685429],
  [-1, 0.15865525393145707],
  [2.4999, 0.993788582],
  [2.5001, 0.993792084],
  [-6, 9.865876450376981e-10],
  [8, 1],
])('of a normal variable Φ(%d) is %d', (x, wanted) => {
  expect(Math.abs(normalDistribution(x) / wanted - 1)).toBeLessThan(x % 1 === 0 ? 1e-13 : 1e-8);
});

describe('random pairs', () => {
  it('never are one sample twice, and hold each pair about as often', () => {
    const { first, second } = drawPairs(3, 6000, Random.stream(1, 'pairs'));
    const counts = new Map<string, number>();
    first.forEach((i, pair) => {
      const key = `${i} ${second[pair]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    });
    expect([...counts.keys()].sort()).toEqual(['0 1', '0 2', '1 0', '1 2', '2 0', '2 1']);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('spherical k-means', () => {
  it('finds groups that lie apart, whatever the draws', async () => {
    const random = Random.stream(3, 'groups');
    const points = directions(
      embeddings(
        Array.from({ length: 60 }, (_, i) =>
          [0, 1, 2].map((k) => Number(i % 3 === k) + 0.05 * random.normal()),
        ),
      ),
    );
    const kMeans = await SphericalKMeans.create(runtime, points, 5);
    for (const draw of [1, 2, 3]) {
      const clusters = await kMeans.clusters(3, Random.stream(draw));
      expect(new Set(clusters).size).toBe(3);
      clusters.forEach((cluster, i) => {
        expect(cluster).toBe(clusters[i % 3]);
      });
    }
    await kMeans.dispose();
  });

  it('takes points that are all alike', async () => {
    const points = embeddings(Array.from({ length: 4 }, () => [1, 0]));
    const kMeans = await SphericalKMeans.create(runtime, points, 3);
    expect([...(await kMeans.clusters(2, Random.stream(1)))]).toEqual([0, 0, 0, 0]);
    await kMeans.dispose();
  });
});

describe('judged pairs', () => {
  const random = Random.stream(4, 'judged');
  const pairs = Array.from({ length: 200 }, () => {
    const probability = random.integer(20) / 20;
    return { probability, same: random.chance(probability) };
  });

  it('have the area under the curve of all pairs of pairs', () => {
    let [right, all] = [0, 0];
    for (const a of pairs.filter(({ same }) => same))
      for (const b of pairs.filter(({ same }) => !same)) {
        all++;
        right +=
          Number(a.probability > b.probability) + Number(a.probability === b.probability) / 2;
      }
    expect(areaUnderCurve(pairs)).toBeCloseTo(right / all, 12);
    expect(areaUnderCurve([{ probability: 0.5, same: true }])).toBeNaN();
  });

  it('have the error of ten bins of equal count', () => {
    const sure = Array.from({ length: 100 }, (_, i) => ({ probability: 0.9, same: i % 10 < 6 }));
    expect(calibrationError(sure)).toBeCloseTo(0.3, 12);
    const halves = Array.from({ length: 20 }, (_, i) => ({
      probability: i < 10 ? 0.2 : 0.8,
      same: i >= 10,
    }));
    expect(calibrationError(halves)).toBeCloseTo(0.2, 12);
    expect(calibrationError([])).toBeNaN();
  });
});
