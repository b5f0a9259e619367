// Samples in memory or in a file, side by side: the lowest layer under every dataset.
import type { FileHandle } from 'node:fs/promises';

export type Samples = Uint8Array | Float32Array;

/** Samples are counted in slots, all of one size. */
export interface SampleStore {
  /** Copies the samples of `count` slots from `first` on to into[at …]. */
  copy(first: number, count: number, into: Samples, at: number): Promise<void>;
  close(): Promise<void>;
}

export function memoryStore(samples: Samples, size: number): SampleStore {
  return {
    copy(first, count, into, at) {
      into.set(samples.subarray(first * size, (first + count) * size), at);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

/** `size` elements a sample, as they are in memory, from byte `offset` of the file. */
export function fileStore(file: FileHandle, offset: number, size: number): SampleStore {
  return {
    async copy(first, count, into, at) {
      const width = into.BYTES_PER_ELEMENT;
      const bytes = new Uint8Array(into.buffer, into.byteOffset + at * width, count * size * width);
      await readFully(file, bytes, offset + first * size * width);
    },
    close: () => file.close(),
  };
}

/** Throws where the file ends before `bytes` is full. */
export async function readFully(
  file: FileHandle,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) throw new Error('A dataset file became shorter while it was open.');
    done += bytesRead;
  }
}

export function newSamples(kind: 'image' | 'vector', length: number): Samples {
  return kind === 'image' ? new Uint8Array(length) : new Float32Array(length);
}
