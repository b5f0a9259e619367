// Work on a collection's images batch by batch, several batches at a time.
import type { ImageSource } from './decode-job';
import { DecoderCrash } from './decode-pool';
import type { ImageCollection } from './image-collection';

interface Batch {
  /** Place of the first image in the collection. */
  readonly first: number;
  readonly images: readonly ImageSource[];
}

async function* numbered(collection: ImageCollection): AsyncGenerator<Batch, undefined> {
  let first = 0;
  for await (const images of collection.batches()) {
    yield { first, images };
    first += images.length;
  }
}

/** The first failure, or the signal, stops all; it is thrown once no batch is under way any more. */
export async function forEachBatch(
  collection: ImageCollection,
  threads: number,
  signal: AbortSignal | undefined,
  work: (batch: Batch) => Promise<void>,
): Promise<void> {
  const batches = numbered(collection);
  let failed = false;
  const consume = async (): Promise<void> => {
    try {
      for (let next = await batches.next(); !next.done; next = await batches.next()) {
        signal?.throwIfAborted();
        if (failed) return;
        await work(next.value);
      }
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  // Twice as many as threads: none waits for the next batch.
  const ends = await Promise.allSettled(Array.from({ length: 2 * threads }, consume));
  await batches.return(undefined);
  signal?.throwIfAborted();
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}

/** A batch that kills its thread is tried image by image; undefined for the image that does it again. */
export async function perImageOnCrash<Reply>(
  images: readonly ImageSource[],
  ask: (part: readonly ImageSource[]) => Promise<readonly Reply[]>,
): Promise<(Reply | undefined)[]> {
  try {
    return images.length === 0 ? [] : [...(await ask(images))];
  } catch (error) {
    if (!(error instanceof DecoderCrash)) throw error;
    if (images.length === 1) return [undefined];
    const parts = await Promise.all(images.map((image) => perImageOnCrash([image], ask)));
    return parts.flat();
  }
}
