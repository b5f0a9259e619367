// Decoded samples in one file: the slots first, then a description as JSON, then its length and a mark.
// Only a file with mark, fitting lengths and the right fingerprint is taken; any other is made anew.
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import * as v from 'valibot';

import { fileStore, readFully } from './samples';
import { StoredDataset, type Description } from './stored-dataset';

/** Eight characters; other ones when the description says more than before. */
const mark = 'NEGSPAC2';
/** Length of the description as uint64 little-endian, then the mark. */
const tailLength = 16;
const maximumDescription = 2 ** 29;

const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

const descriptionSchema = v.object({
  kind: v.picklist(['image', 'vector']),
  sampleShape: v.array(countSchema),
  features: v.optional(v.array(v.string())),
  names: v.array(v.string()),
  labels: v.optional(v.array(v.pipe(v.number(), v.integer()))),
  classes: v.array(v.string()),
  groups: v.optional(v.array(v.pipe(v.number(), v.integer()))),
  order: v.optional(v.array(v.number())),
  skipped: v.array(v.object({ name: v.string(), row: countSchema, reason: v.string() })),
  fingerprint: v.string(),
  /** How many slots the file has, and which of them hold no sample. */
  slots: countSchema,
  empty: v.array(countSchema),
});

/** The dataset in `file`, or undefined where the file is missing, cut off, foreign or of other sources. */
export async function openCache(
  file: string,
  fingerprint: string,
): Promise<StoredDataset | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return undefined;
  const found = await readDescription(handle).catch(() => undefined);
  if (found?.fingerprint !== fingerprint) {
    await handle.close();
    return undefined;
  }
  const { empty, slots, labels, groups, order, ...description } = found;
  const size = description.sampleShape.reduce((product, extent) => product * extent, 1);
  return new StoredDataset(
    {
      ...description,
      labels: labels && Int32Array.from(labels),
      groups: groups && Int32Array.from(groups),
      order: order && Float64Array.from(order),
    },
    fileStore(handle, 0, size),
    filledSlots(slots, empty),
  );
}

function filledSlots(slots: number, empty: readonly number[]): Uint32Array {
  const holes = new Set(empty);
  return Uint32Array.from({ length: slots }, (_, i) => i).filter((slot) => !holes.has(slot));
}

async function readDescription(
  handle: FileHandle,
): Promise<v.InferOutput<typeof descriptionSchema> | undefined> {
  const { size } = await handle.stat();
  const tail = Buffer.alloc(tailLength);
  await readFully(handle, tail, size - tailLength);
  const length = Number(tail.readBigUInt64LE());
  if (tail.toString('latin1', 8) !== mark || length > maximumDescription) return undefined;
  const text = Buffer.alloc(length);
  await readFully(handle, text, size - tailLength - length);
  const found = v.parse(descriptionSchema, JSON.parse(text.toString()));
  const { kind, sampleShape, slots, names, labels, groups, order, empty } = found;
  const slotBytes = sampleShape.reduce(
    (product, extent) => product * extent,
    kind === 'image' ? 1 : 4,
  );
  const fits =
    slotBytes * slots === size - tailLength - length &&
    names.length + empty.length === slots &&
    [labels, groups, order].every((each) => (each?.length ?? names.length) === names.length);
  return fits ? found : undefined;
}

/** Writes a cache file under a temporary name; it appears under its own with `finish`. */
export class CacheWriter {
  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
    private readonly temporary: string,
  ) {}

  static async create(file: string): Promise<CacheWriter> {
    await mkdir(path.dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}.${performance.now()}.tmp`;
    return new CacheWriter(file, await open(temporary, 'w'), temporary);
  }

  /** Slots may be written in any order. */
  async write(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const left = bytes.length - done;
      done += (await this.handle.write(bytes, done, left, position + done)).bytesWritten;
    }
  }

  /** `end`: bytes that all slots take. `empty`: the slots without a sample. */
  async finish(description: Description, end: number, empty: readonly number[]): Promise<void> {
    const { labels, groups, order, names } = description;
    const text = Buffer.from(
      JSON.stringify({
        ...description,
        labels: labels && [...labels],
        groups: groups && [...groups],
        order: order && [...order],
        slots: names.length + empty.length,
        empty,
      }),
    );
    const tail = Buffer.alloc(tailLength);
    tail.writeBigUInt64LE(BigInt(text.length));
    tail.write(mark, 8, 'latin1');
    await this.write(Buffer.concat([text, tail]), end);
    await this.publish();
  }

  /** Gives the file its name, as it is. */
  async publish(): Promise<void> {
    await this.handle.close();
    await rename(this.temporary, this.file);
  }

  async abandon(): Promise<void> {
    await this.handle.close().catch(() => undefined);
    await rm(this.temporary, { force: true });
  }
}
