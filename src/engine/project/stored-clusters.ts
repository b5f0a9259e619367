// Clusters kept beside a map: `maps/NNNN/clusters.json`. As the map they are a cache that needs no lock,
// and none where the embeddings are others than those they were found in.
import * as v from 'valibot';
import { writeAtomically } from '../runs/atomic-write';
import { epochFolder } from '../runs/epoch-folders';
import type { Run } from '../runs/run';
import { MAPS } from '../runs/run-writer';
import { NEIGHBOURS } from './arrange';
import { RESOLUTION } from './communities';

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const fileSchema = v.object({
  version: v.literal(1),
  n_neighbors: v.literal(NEIGHBOURS),
  resolution: v.literal(RESOLUTION),
  /** SHA-256 of the embeddings' file. */
  embeddings: v.string(),
  /** Of each sample. */
  clusters: v.array(natural),
});

const nameOf = (epoch: number): string => `${epochFolder(MAPS, epoch)}/clusters.json`;

/** Those of an epoch's embeddings; undefined where they are missing, damaged or of others. */
export async function readClusters(
  run: Run,
  epoch: number,
  key: string,
): Promise<Int32Array | undefined> {
  try {
    const text = new TextDecoder().decode(await run.readFile(nameOf(epoch)));
    const { embeddings, clusters } = v.parse(fileSchema, JSON.parse(text));
    return embeddings === key ? Int32Array.from(clusters) : undefined;
  } catch {
    return undefined;
  }
}

/** @throws Error where the epoch has no map beside which they could lie. */
export async function storeClusters(
  run: Run,
  epoch: number,
  key: string,
  clusters: Int32Array,
): Promise<void> {
  const file: v.InferInput<typeof fileSchema> = {
    ...{ version: 1, n_neighbors: NEIGHBOURS, resolution: RESOLUTION },
    embeddings: key,
    clusters: [...clusters],
  };
  await writeAtomically(run.at(nameOf(epoch)), `${JSON.stringify(file)}\n`);
}
