// Decodes a collection of images once, in threads, into a cache file.
import { availableParallelism } from 'node:os';

import { InputError } from '../input-error';
import { CacheWriter } from './cache-file';
import type { CacheTarget } from './cache-target';
import type { DataSource, OpenOptions } from './data-source';
import type { ImageFacts, ImageShape, ImageSource, Problem } from './decode-job';
import { DecodePool } from './decode-pool';
import { forEachBatch, perImageOnCrash } from './image-batches';
import type { ImageCollection } from './image-collection';
import { chooseImageShape } from './image-shape';
import { collectNotes } from './sample-notes';
import type { Description } from './stored-dataset';
import { decodeWorkerFile } from './worker-file';

/** Why an image is left out; undefined for one that is used. */
type Problems = (string | undefined)[];

/**
 * Afterwards `target.cacheFile` holds every image that decodes. Throws InputError where none does,
 * and the signal's reason once it is aborted.
 */
export async function decodeImages(
  images: ImageCollection,
  wish: Pick<DataSource, 'size' | 'channels'>,
  target: CacheTarget,
  options: OpenOptions,
): Promise<void> {
  const threads = options.threads ?? Math.min(8, Math.max(1, availableParallelism() - 1));
  const pool = new DecodePool(options.workerFile ?? decodeWorkerFile(), threads);
  const stop = (): void => void pool.close();
  options.signal?.addEventListener('abort', stop);
  try {
    const facts = await probeAll(images, pool, options);
    const usable = facts.filter((image): image is ImageFacts => !('problem' in image));
    const problems = facts.map((image) => ('problem' in image ? image.problem : undefined));
    if (usable.length === 0) throw nothingUsable(images, problems);
    const shape = chooseImageShape(usable, wish.size, wish.channels);
    await writeCache(images, problems, shape, target, pool, options);
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await pool.close();
  }
}

function nothingUsable({ origin, candidates }: ImageCollection, problems: Problems): InputError {
  const sentence =
    candidates.length === 0
      ? 'There are no images here: PNG, JPEG and WebP files are read.'
      : `None of the ${candidates.length} images can be used; ${candidates[0].name}: ${problems[0] ?? ''}`;
  return new InputError(sentence, { file: origin });
}

const crashed = 'The decoder crashed on it.';

async function probeAll(
  images: ImageCollection,
  pool: DecodePool,
  { signal }: OpenOptions,
): Promise<(ImageFacts | Problem)[]> {
  const facts = new Array<ImageFacts | Problem>(images.candidates.length);
  await forEachBatch(images, pool.size, signal, async (batch) => {
    const probe = async (part: readonly ImageSource[]) => (await pool.probe(part)).facts;
    const replies = await perImageOnCrash(batch.images, probe);
    replies.forEach((reply, i) => (facts[batch.first + i] = reply ?? { problem: crashed }));
  });
  return facts;
}

async function writeCache(
  images: ImageCollection,
  problems: Problems,
  shape: ImageShape,
  { cacheFile, fingerprint }: CacheTarget,
  pool: DecodePool,
  options: OpenOptions,
): Promise<void> {
  const writer = await CacheWriter.create(cacheFile);
  try {
    await decodeAll(images, problems, shape, pool, writer, options);
    const empty = [...problems.keys()].filter((i) => problems[i] !== undefined);
    if (empty.length === problems.length) throw nothingUsable(images, problems);
    const end = problems.length * shape[0] * shape[1] * shape[2];
    await writer.finish({ fingerprint, ...describe(images, problems, shape) }, end, empty);
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/** Image i goes to slot i; what fails is added to `problems`. */
async function decodeAll(
  images: ImageCollection,
  problems: Problems,
  shape: ImageShape,
  pool: DecodePool,
  writer: CacheWriter,
  { signal, onProgress }: OpenOptions,
): Promise<void> {
  const size = shape[0] * shape[1] * shape[2];
  let done = 0;
  await forEachBatch(images, pool.size, signal, async (batch) => {
    const slots = [...batch.images.keys()].filter((i) => problems[batch.first + i] === undefined);
    const replies = await perImageOnCrash(
      slots.map((i) => batch.images[i]),
      (part) => decodeBatch(pool, part, shape),
    );
    for (const [i, reply] of replies.entries()) {
      const slot = batch.first + slots[i];
      if (reply instanceof Uint8Array) await writer.write(reply, slot * size);
      else problems[slot] = reply ?? crashed;
    }
    done += batch.images.length;
    onProgress?.(done, problems.length);
  });
}

/** Per image its pixels, or the reason why it has none. */
async function decodeBatch(
  pool: DecodePool,
  images: readonly ImageSource[],
  shape: ImageShape,
): Promise<(Uint8Array | string)[]> {
  const { pixels, problems } = await pool.decode(images, shape);
  const size = pixels.length / images.length;
  return problems.map((problem, i) => problem ?? pixels.subarray(i * size, (i + 1) * size));
}

function describe(
  { candidates }: ImageCollection,
  problems: Problems,
  sampleShape: ImageShape,
): Omit<Description, 'fingerprint'> {
  const kept = candidates.filter((_, i) => problems[i] === undefined);
  const skipped = candidates.flatMap(({ name }, row) => {
    const reason = problems[row];
    return reason === undefined ? [] : [{ name, row, reason }];
  });
  const names = kept.map(({ name }) => name);
  return { kind: 'image', sampleShape, names, ...collectNotes(kept), skipped };
}
