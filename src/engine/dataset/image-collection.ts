// Images that are to be decoded, wherever they come from.
import type { ImageSource } from './decode-job';
import type { SampleNotes } from './sample-notes';

export interface ImageCandidate extends SampleNotes {
  readonly name: string;
}

export interface ImageCollection {
  /** What errors name: the folder or file the images come from. */
  readonly origin: string;
  readonly candidates: readonly ImageCandidate[];
  /** The sources of all candidates, in their order, in batches; may be asked for twice. */
  batches(): AsyncIterable<readonly ImageSource[]>;
}

/** Images that are files: batches of paths. */
export function fileCollection(
  origin: string,
  candidates: readonly (ImageCandidate & { readonly file: string })[],
): ImageCollection {
  return {
    origin,
    candidates,
    async *batches() {
      // Small enough that threads end together, large enough that messages cost nothing.
      const batch = 32;
      for (let i = 0; i < candidates.length; i += batch) {
        yield await Promise.resolve(candidates.slice(i, i + batch).map(({ file }) => ({ file })));
      }
    },
  };
}
