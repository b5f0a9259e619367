// Clusters of directions: spherical k-means (Dhillon & Modha 2001), started by k-means++ (Arthur &
// Vassilvitskii 2007). Samples meet centres on a runtime; centres are means in float64.
import type { Embeddings } from '../evaluate/embeddings';
import { rowOf } from '../evaluate/embeddings';
import { topK } from '../graph/indexing';
import { matmul } from '../graph/matmul';
import { input } from '../graph/sources';
import type { Random } from '../random/random';
import type { Executable, Runtime, State } from '../runtime/runtime';
import { directions } from './directions';
import { productsWith } from './products';

const STEPS = 15;

export class SphericalKMeans {
  private constructor(
    private readonly points: Embeddings,
    private readonly most: number,
    private readonly nearest: Executable,
    private readonly state: State,
  ) {}

  /** For unit rows and up to `most` clusters. */
  static async create(
    runtime: Runtime,
    points: Embeddings,
    most: number,
  ): Promise<SphericalKMeans> {
    const { values, count, width } = points;
    const cosines = matmul(input('points', [count, width]), input('centres', [most, width]), {
      transposeB: true,
    });
    const nearest = await runtime.compile({ outputs: { cluster: topK(cosines, 1) } });
    const state = runtime.createState({ points: { shape: [count, width], data: values } });
    return new SphericalKMeans(points, most, nearest, state);
  }

  /** The cluster of each point. */
  async clusters(k: number, random: Random): Promise<Uint32Array> {
    let centres = seeds(this.points, k, random);
    for (let step = 0; step < STEPS; step++)
      centres = means(this.points, await this.assigned(centres), centres);
    return this.assigned(centres);
  }

  async dispose(): Promise<void> {
    this.state.dispose();
    await this.nearest.dispose();
  }

  private async assigned({ values, width }: Embeddings): Promise<Uint32Array> {
    const centres = new Float32Array(this.most * width);
    // Copies of the first centre fill up: of equal ones the first is the nearest.
    for (let at = 0; at < centres.length; at += width) centres.set(values.subarray(0, width), at);
    centres.set(values);
    const { cluster } = await this.nearest.run({ centres }, this.state);
    return Uint32Array.from(cluster as ArrayLike<number | bigint>, Number);
  }
}

/** Each next one is drawn by its distance, 1 − cosine, from the nearest before it. */
function seeds(points: Embeddings, k: number, random: Random): Embeddings {
  const { count, width } = points;
  const values = new Float32Array(k * width);
  const distances = new Float64Array(count).fill(Infinity);
  let chosen = random.integer(count);
  for (let cluster = 0; ;) {
    values.set(rowOf(points, chosen), cluster * width);
    if (++cluster === k) return { values, count: k, width };
    productsWith(points, chosen).forEach((cosine, i) => {
      distances[i] = Math.min(distances[i], Math.max(0, 1 - cosine));
    });
    chosen = drawn(distances, random);
  }
}

function drawn(weights: Float64Array, random: Random): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let rest = random.uniform() * total;
  const place = weights.findIndex((weight) => (rest -= weight) < 0);
  return place < 0 ? random.integer(weights.length) : place;
}

/** A cluster without points keeps its centre. */
function means(points: Embeddings, clusters: Uint32Array, centres: Embeddings): Embeddings {
  const { values, width } = points;
  const sums = new Float64Array(centres.values.length);
  const sizes = new Uint32Array(centres.count);
  clusters.forEach((cluster, point) => {
    sizes[cluster]++;
    for (let j = 0; j < width; j++) sums[cluster * width + j] += values[point * width + j];
  });
  sizes.forEach((size, cluster) => {
    if (size === 0) sums.set(rowOf(centres, cluster), cluster * width);
  });
  return directions({ ...centres, values: Float32Array.from(sums) });
}
