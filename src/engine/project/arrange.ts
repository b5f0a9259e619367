// Arranges samples in the plane so that near ones by cosine lie near each other: UMAP, or principal
// components where there are too few samples for it.
import { checkUsable, unitRows, type Embeddings } from '../evaluate/embeddings';
import { nearestNeighbours, type NeighbourOptions, type Neighbours } from '../evaluate/neighbours';
import { Random } from '../random/random';
import type { Runtime } from '../runtime/runtime';
import { fitted, turnOnto } from './align';
import { layOut } from './layout';
import { neighbourGraph } from './neighbour-graph';
import { neighboursKept } from './neighbours-kept';
import { principalPlane } from './principal-plane';

/** UMAP's `n_neighbors`, which counts the sample itself. */
export const NEIGHBOURS = 15;
/** As the forces have it: see forces.ts. */
export const MIN_DIST = 0.1;

/** Half the side of the square that a layout begins in, and what tells points in one place apart. */
const START_SIZE = 10;
const START_NOISE = 1e-4;

/** Of the layout; from another map a gentle one, which leaves the places nearly as they were. */
const RATE = { anew: 1, onward: 0.25 };

export interface Arrangement {
  /** [count, 2], in −1 … 1, around 0. */
  readonly positions: Float32Array;
  readonly method: 'umap' | 'pca';
  /** See neighbours-kept.ts. */
  readonly neighboursKept: number;
}

export interface ArrangeOptions {
  readonly runtime: Runtime;
  readonly seed: number;
  /** Places of the same samples on another map, from which this one begins and onto which it is turned. */
  readonly start?: Float32Array | undefined;
  /** Places of the same samples onto which the map is turned, though it begins anew. */
  readonly onto?: Float32Array | undefined;
  /** Rejects with its reason once it is aborted. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((task: ArrangeTask, done: number, total: number) => void) | undefined;
}

export type ArrangeTask = 'neighbours' | 'layout';

/** An arrangement that was just made, with what it was made of. */
export interface Arranged extends Arrangement {
  /** See `mapNeighbours`. */
  readonly neighbours: Neighbours;
}

/**
 * Equal arguments give equal maps.
 * @throws InputError where a row has no direction.
 */
export async function arrange(embeddings: Embeddings, options: ArrangeOptions): Promise<Arranged> {
  const { runtime, seed, start, onto = start, signal, onProgress } = options;
  const { count } = embeddings;
  checkUsable(embeddings, 'stored');
  const rows = unitRows(embeddings);
  const neighbours = await mapNeighbours(runtime, rows, {
    signal,
    onProgress: (done) => onProgress?.('neighbours', done, count),
  });
  const method = count < NEIGHBOURS ? 'pca' : 'umap';
  const places =
    method === 'pca'
      ? principalPlane(rows, Random.stream(seed, 'plane'))
      : await umap(rows, neighbours, options);
  const positions = fitted(onto ? turnOnto(places, onto) : places);
  return { positions, method, neighboursKept: neighboursKept(neighbours, positions), neighbours };
}

/** Of each sample the nearest others by cosine, which its place on the map follows. */
export function mapNeighbours(
  runtime: Runtime,
  rows: Embeddings,
  options: Pick<NeighbourOptions, 'signal' | 'onProgress'>,
): Promise<Neighbours> {
  return nearestNeighbours(runtime, rows, rows, {
    k: NEIGHBOURS - 1,
    excludeSelf: true,
    ...options,
  });
}

async function umap(
  rows: Embeddings,
  neighbours: Neighbours,
  { seed, start, signal, onProgress }: ArrangeOptions,
): Promise<Float32Array> {
  const random = Random.stream(seed, 'map');
  const first = fitted(start ?? principalPlane(rows, Random.stream(seed, 'plane')));
  const places = first.map((value) => START_SIZE * value + START_NOISE * random.normal());
  await layOut(neighbourGraph(neighbours), places, {
    random,
    rate: start ? RATE.onward : RATE.anew,
    signal,
    onProgress: (done, total) => onProgress?.('layout', done, total),
  });
  return places;
}
