// Downloads one file whole and checked, or not at all. What arrived before a connection broke, or the
// process died, stays beside it as `<file>.part`, and the next attempt goes on from there.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '../input-error';
import { demandOk, reasonOf, request } from './http';
import type { IndexedFile } from './simple-index';
import { sizeText } from './size-text';

/** Attempts in a row that bring nothing before it is given up. */
const PATIENCE = 4;
const PAUSE_MS = 500;

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Bytes that are there, and in all; 0 where the server does not say. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * @throws InputError where the host cannot be reached, the connection breaks again and again, or the
 *   checksum is wrong; the wrong bytes are discarded.
 */
export async function download(
  source: IndexedFile,
  file: string,
  options: DownloadOptions,
): Promise<void> {
  const { name, sha256 } = source;
  if (sha256 === undefined)
    throw new InputError(
      `the package index ${source.url.host} publishes no SHA-256 of ${name}: name another index with --index`,
    );
  const part = `${file}.part`;
  await fetchWhole(source, part, options);
  const sum = await sha256Of(part, options.signal);
  if (sum !== sha256) {
    await rm(part, { force: true });
    throw new InputError(
      `${name} has another SHA-256 than published and was discarded: run the command again, or name another index with --index`,
    );
  }
  await rename(part, file);
}

async function fetchWhole(
  source: IndexedFile,
  part: string,
  options: DownloadOptions,
): Promise<void> {
  let fruitless = 0;
  for (;;) {
    const before = await sizeOf(part);
    const broken = await fetchRest(source, part, before, options);
    if (broken === undefined) return;
    const after = await sizeOf(part);
    fruitless = after > before ? 0 : fruitless + 1;
    if (fruitless === PATIENCE)
      throw new InputError(
        `the connection to ${source.url.host} broke after ${sizeText(after)} of ${source.name} (${broken}): run the command again, it goes on from there`,
      );
    await pause(PAUSE_MS, undefined, { signal: options.signal });
  }
}

/** Gives why the connection broke, or nothing where all has come. */
async function fetchRest(
  { url }: IndexedFile,
  part: string,
  from: number,
  { signal, onProgress }: DownloadOptions,
): Promise<string | undefined> {
  const headers = { 'Accept-Encoding': 'identity', ...(from > 0 && { Range: `bytes=${from}-` }) };
  const response = await request(url, headers, signal);
  // Nothing is left to come; the checksum tells whether it is the same file.
  if (response.status === 416 && from > 0) return undefined;
  demandOk(response, url);
  const start = response.status === 206 ? from : 0;
  const length = Number(response.headers.get('content-length') ?? 0);
  const total = length === 0 ? 0 : start + length;
  let done = start;
  const { body } = response;
  if (!body) return 'no answer';
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const bytes of body as AsyncIterable<Uint8Array>) {
      done += bytes.length;
      onProgress(done, total);
      yield bytes;
    }
  };
  try {
    await pipeline(counted, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }), { signal });
  } catch (error) {
    signal.throwIfAborted();
    // The disk's refusals are not the connection's.
    if (error instanceof Error && 'syscall' in error && error.syscall === 'write') throw error;
    return reasonOf(error);
  }
  return done < total ? 'it ended early' : undefined;
}

export async function sha256Of(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 2 ** 20 }), hash, { signal });
  return hash.digest('hex');
}

const sizeOf = async (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );
