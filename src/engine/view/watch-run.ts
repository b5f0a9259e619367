// Tells when a run's folder has changed in a way that a view would show.
import { watch, type FSWatcher } from 'node:fs';
import type { Run } from '../runs/run';

/** Written when an epoch is done, the run ends, or its samples are others. */
const files = new Set(['run.json', 'metrics.jsonl', 'samples.json']);
/** Several files are written at a time. */
const DEBOUNCE_MS = 150;
/** A killed process writes nothing: whether one is alive is looked up. */
const LOOK_MS = 5000;

/** Returns a function that ends the watching. */
export function watchRun(run: Run, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, DEBOUNCE_MS);
  };
  const watcher = watchFolder(run.path, changed);
  let wasLive: boolean | undefined;
  const look = setInterval(() => {
    void run.isLive().then((live) => {
      // Where folders cannot be watched, a training is looked at again and again.
      if ((wasLive !== undefined && live !== wasLive) || (live && !watcher)) changed();
      wasLive = live;
    });
  }, LOOK_MS);
  return () => {
    clearTimeout(timer);
    clearInterval(look);
    watcher?.close();
  };
}

/** Undefined where the system cannot watch it. */
function watchFolder(path: string, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(path, (_, name) => {
      if (name === null || files.has(name)) changed();
    });
    // The folder is gone: a snapshot says so.
    watcher.on('error', changed);
    return watcher;
  } catch {
    return undefined;
  }
}
