// Where the product's own files lie that a set-up needs: beside the program that runs, or in dist/
// when it runs from sources.
import path from 'node:path';

/** The folder of the bundles; the build puts `native/` there, too. */
export function distFolder(): string {
  // A bundle is CommonJS, where `import.meta` is empty.
  const sources = import.meta.dirname as string | undefined;
  return sources === undefined ? __dirname : path.join(sources, '../../../dist');
}
