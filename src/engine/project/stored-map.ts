// Maps kept in a run: `maps/NNNN/map.npy`, float32 [samples, 2], and `map.json`, which says how it was
// made and of which embeddings. A cache that needs no lock: whoever looks at a run may write it, also
// while the run is trained, for nothing that trains reads it and a map of other embeddings than those
// that lie there now is no map. A resumed training removes the maps of epochs it turns back.
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import * as v from 'valibot';
import { decodeNpy } from '../dataset/read-npy';
import { encodeNpy } from '../dataset/write-npy';
import { writeFolderAtomically } from '../runs/atomic-write';
import { epochFolder, listEpochs } from '../runs/epoch-folders';
import type { Run } from '../runs/run';
import { MAPS } from '../runs/run-writer';
import { MIN_DIST, NEIGHBOURS, type Arrangement } from './arrange';

const noteSchema = v.object({
  version: v.literal(1),
  method: v.picklist(['umap', 'pca']),
  n_neighbors: v.literal(NEIGHBOURS),
  min_dist: v.literal(MIN_DIST),
  metric: v.literal('cosine'),
  neighbours_kept: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** SHA-256 of the embeddings' file. */
  embeddings: v.string(),
});

/** In the place of an epoch: the map of the samples themselves, before any training. */
export const INPUT = 0;

/** Which embeddings a map is of. */
export const embeddingsKey = (file: Uint8Array): string =>
  createHash('sha256').update(file).digest('hex');

/** The map of an epoch, where there is one of these embeddings that is whole. */
export async function readMap(
  run: Run,
  epoch: number,
  key: string,
): Promise<Arrangement | undefined> {
  const stored = await readStored(run, epoch);
  return stored?.key === key ? stored.arrangement : undefined;
}

/**
 * The places that a map of an epoch should keep: those of the nearest epoch that has a map of as many
 * samples, the earlier of two; undefined where none has. What the samples themselves look like leads none.
 */
export async function placesNear(
  run: Run,
  epoch: number,
  count: number,
): Promise<Float32Array | undefined> {
  const others = (await listEpochs(run.at(MAPS))).filter(
    (other) => other !== epoch && other !== INPUT,
  );
  others.sort((a, b) => Math.abs(a - epoch) - Math.abs(b - epoch) || a - b);
  for (const other of others) {
    const positions = (await readStored(run, other))?.arrangement.positions;
    if (positions?.length === 2 * count) return positions;
  }
  return undefined;
}

/** Does nothing where the run's folder is gone. */
export async function storeMap(
  run: Run,
  epoch: number,
  key: string,
  { positions, method, neighboursKept }: Arrangement,
): Promise<void> {
  const note: v.InferInput<typeof noteSchema> = {
    version: 1,
    method,
    n_neighbors: NEIGHBOURS,
    min_dist: MIN_DIST,
    metric: 'cosine',
    neighbours_kept: neighboursKept,
    embeddings: key,
  };
  // Not with its parents: a run that was removed meanwhile must not come back.
  const made = await mkdir(run.at(MAPS)).then(
    () => true,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST',
  );
  if (!made) return;
  await writeFolderAtomically(
    epochFolder(run.at(MAPS), epoch),
    new Map<string, Uint8Array | string>([
      ['map.npy', encodeNpy([positions.length / 2, 2], positions)],
      ['map.json', `${JSON.stringify(note, null, 2)}\n`],
    ]),
  );
}

interface Stored {
  readonly key: string;
  readonly arrangement: Arrangement;
}

/** Undefined where it is missing, damaged, or made by other rules. */
async function readStored(run: Run, epoch: number): Promise<Stored | undefined> {
  const folder = epochFolder(MAPS, epoch);
  try {
    const text = new TextDecoder().decode(await run.readFile(`${folder}/map.json`));
    const note = v.parse(noteSchema, JSON.parse(text));
    const { shape, data } = decodeNpy(await run.readFile(`${folder}/map.npy`));
    if (!(data instanceof Float32Array) || shape.length !== 2 || shape[1] !== 2) return undefined;
    const { method, neighbours_kept: neighboursKept, embeddings: key } = note;
    return { key, arrangement: { positions: data, method, neighboursKept } };
  } catch {
    return undefined;
  }
}
