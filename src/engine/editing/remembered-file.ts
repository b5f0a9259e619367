// What was read from a file, kept until the file changes: lists of runs are asked for again and again.
import { stat } from 'node:fs/promises';

/** By time and size of the file; a change that leaves both alike is not seen. */
export class RememberedFiles<T> {
  private readonly known = new Map<
    string,
    { readonly stamp: string; readonly value: Promise<T> }
  >();

  /** What `read` gives, for the file at `path` as it is now; `read` fails as it fails. */
  async get(path: string, read: () => Promise<T>): Promise<T> {
    const facts = await stat(path).catch(() => undefined);
    if (!facts) {
      this.known.delete(path);
      return read();
    }
    const stamp = `${facts.mtimeMs} ${facts.size}`;
    const old = this.known.get(path);
    if (old?.stamp === stamp) return old.value;
    const value = read();
    this.known.set(path, { stamp, value });
    return value;
  }
}
