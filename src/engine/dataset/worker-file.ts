// Where the bundled decode worker lies: beside the program that runs, or in dist/ when it runs from sources.
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Throws where the worker was not built. */
export function decodeWorkerFile(): string {
  // A bundle is CommonJS, where `import.meta` is empty.
  const sources = import.meta.dirname as string | undefined;
  const dist = sources === undefined ? __dirname : path.join(sources, '../../../dist');
  const file = path.join(dist, 'decode-worker.js');
  if (!existsSync(file)) throw new Error(`The decode worker ${file} is missing: run the build.`);
  return file;
}
