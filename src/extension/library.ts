// The engine's library for the extension host: loaded when first asked for, never by activation.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { EngineLibrary } from '../protocol/engine-library';

/** A function that gives the library and loads it at its first call. `dist`: where the bundles are. */
export function lazyLibrary(dist: string): () => EngineLibrary {
  let library: EngineLibrary | undefined;
  return () => {
    library ??= (
      createRequire(__filename)(join(dist, 'engine-library.js')) as {
        readonly engineLibrary: EngineLibrary;
      }
    ).engineLibrary;
    return library;
  };
}
