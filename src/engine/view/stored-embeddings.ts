// The embeddings that a run kept of its epochs; those of the last few that were asked for stay in memory.
import { stat } from 'node:fs/promises';
import { decodeNpy } from '../dataset/read-npy';
import type { Embeddings } from '../evaluate/embeddings';
import { InputError } from '../input-error';
import { embeddingsKey } from '../project/stored-map';
import { epochFolder } from '../runs/epoch-folders';
import type { Run } from '../runs/run';

export interface StoredEmbeddings {
  readonly embeddings: Embeddings;
  /** See `embeddingsKey`. */
  readonly key: string;
}

const KEPT = 2;

export class EmbeddingFiles {
  /** By file and its version, the last one newest. */
  private readonly kept = new Map<string, StoredEmbeddings>();

  constructor(private readonly run: Run) {}

  /** @throws InputError where the epoch has none, or its file is damaged. */
  async read(epoch: number): Promise<StoredEmbeddings> {
    const name = `${epochFolder('epochs', epoch)}/embeddings.npy`;
    const file = this.run.at(name);
    const { mtimeMs, size } = await stat(file).catch(() => {
      throw new InputError(`epoch ${epoch} of this run has no embeddings`, { file });
    });
    const version = `${name} ${mtimeMs} ${size}`;
    const known = this.kept.get(version);
    if (known) return known;
    const stored = decode(await this.run.readFile(name), file);
    this.kept.set(version, stored);
    for (const old of [...this.kept.keys()].slice(0, -KEPT)) this.kept.delete(old);
    return stored;
  }

  /** Of the test samples; undefined where the epoch kept none. */
  async readTest(epoch: number): Promise<Embeddings | undefined> {
    const name = `${epochFolder('epochs', epoch)}/test-embeddings.npy`;
    const there = await stat(this.run.at(name)).catch(() => undefined);
    return there && decode(await this.run.readFile(name), this.run.at(name)).embeddings;
  }
}

function decode(bytes: Uint8Array, file: string): StoredEmbeddings {
  const { shape, data } = decodeNpy(bytes, file);
  if (shape.length !== 2 || !(data instanceof Float32Array))
    throw new InputError('these are no embeddings: train again', { file });
  const [count, width] = shape;
  return { embeddings: { values: data, count, width }, key: embeddingsKey(bytes) };
}
