// Reads a wheel as the zip file it is, entry by entry: a library of 700 MB is never in memory at once.
// What is taken out is checked against the SHA-256 of the wheel's own RECORD.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { InputError } from '../input-error';

export interface ExtractOptions {
  readonly signal: AbortSignal;
  /** Is told how many bytes were written since the last time. */
  readonly onBytes: (count: number) => void;
}

/** What a wheel that is no whole zip, or holds other bytes than it says, ends with. */
export class DamagedWheel extends InputError {
  constructor(file: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`this wheel is damaged (${why}): run the command again to bring it anew`, { file });
  }
}

/** Opens a wheel for `work` and closes it. @throws DamagedWheel where the file is no whole zip. */
export async function withWheel<T>(file: string, work: (wheel: Wheel) => Promise<T>): Promise<T> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch(
    (error: unknown) => {
      throw new DamagedWheel(file, error);
    },
  );
  try {
    return await work(await Wheel.read(file, zip));
  } finally {
    zip.close();
  }
}

export class Wheel {
  private constructor(
    private readonly file: string,
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    /** Of each entry, in base64url. */
    private readonly sums: ReadonlyMap<string, string>,
  ) {}

  static async read(file: string, zip: ZipFile): Promise<Wheel> {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    const bare = new Wheel(file, zip, entries, new Map());
    return new Wheel(file, zip, entries, sumsOf(await bare.infoText('RECORD')));
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /** Bytes of an entry when it is unpacked. */
  sizeOf(name: string): number {
    return this.entries.get(name)!.uncompressedSize;
  }

  /** The text of a file of `<distribution>.dist-info`. */
  async infoText(name: string): Promise<string> {
    const entry = [...this.entries.values()].find(({ fileName }) => {
      const parts = fileName.split('/');
      return parts.length === 2 && parts[0].endsWith('.dist-info') && parts[1] === name;
    });
    if (!entry) throw new InputError(`${basename(this.file)} has no ${name}: it is not a wheel`);
    return text(await this.zip.openReadStreamPromise(entry));
  }

  /** @throws DamagedWheel where the bytes are others than RECORD says; the disk's refusals. */
  async extract(name: string, target: string, { signal, onBytes }: ExtractOptions): Promise<void> {
    await mkdir(dirname(target), { recursive: true });
    const source = await this.zip.openReadStreamPromise(this.entries.get(name)!);
    const hash = createHash('sha256');
    const watched = async function* (bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of bytes) {
        hash.update(chunk);
        onBytes(chunk.length);
        yield chunk;
      }
    };
    try {
      await pipeline(source, watched, createWriteStream(target), { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof Error && 'syscall' in error
        ? error
        : new DamagedWheel(this.file, error);
    }
    if (hash.digest('base64url') !== this.sums.get(name)) throw new DamagedWheel(this.file, name);
  }
}

/** Lines `path,sha256=<base64url>,<size>`. */
function sumsOf(record: string): Map<string, string> {
  const lines = record.matchAll(/^"?([^"\n]+?)"?,sha256=([\w-]+)=*,\d*\r?$/gm);
  return new Map([...lines].map(([, name, sum]) => [name, sum]));
}
