// Collects vectors one by one: in memory up to a limit, in a cache file beyond it.
import { CacheWriter, openCache } from './cache-file';
import type { CacheTarget } from './cache-target';
import { memoryStore } from './samples';
import { StoredDataset, type Description } from './stored-dataset';

/** Vectors are gathered in blocks of this many bytes. */
const blockBytes = 4 * 2 ** 20;

export class VectorSink {
  private readonly blocks: Float32Array[] = [];
  private block: Float32Array;
  /** Elements in `block`. */
  private filled = 0;
  /** Elements in full blocks, wherever they are. */
  private stored = 0;
  private writer: CacheWriter | undefined;

  constructor(
    private readonly width: number,
    private readonly target: CacheTarget,
    private readonly memoryLimit: number,
  ) {
    this.block = new Float32Array(width * Math.max(1, Math.floor(blockBytes / 4 / width)));
  }

  async add(vector: Float32Array): Promise<void> {
    this.block.set(vector, this.filled);
    this.filled += this.width;
    if (this.filled < this.block.length) return;
    this.blocks.push(this.block);
    this.block = new Float32Array(this.block.length);
    this.filled = 0;
    await this.spill();
  }

  /** Moves full blocks to the file once they are more than may stay in memory. */
  private async spill(): Promise<void> {
    const waiting = this.blocks.length * this.block.length * 4;
    if (this.writer === undefined && waiting <= this.memoryLimit) return;
    this.writer ??= await CacheWriter.create(this.target.cacheFile);
    for (const block of this.blocks.splice(0)) await this.append(this.writer, block);
  }

  private async append(writer: CacheWriter, block: Float32Array): Promise<void> {
    const bytes = new Uint8Array(block.buffer, block.byteOffset, block.byteLength);
    await writer.write(bytes, this.stored * 4);
    this.stored += block.length;
  }

  async finish(description: Omit<Description, 'fingerprint'>): Promise<StoredDataset> {
    const { fingerprint, cacheFile } = this.target;
    const last = this.block.subarray(0, this.filled);
    if (this.writer === undefined) {
      const samples = joined([...this.blocks, last]);
      return new StoredDataset({ ...description, fingerprint }, memoryStore(samples, this.width));
    }
    await this.append(this.writer, last);
    await this.writer.finish({ ...description, fingerprint }, this.stored * 4, []);
    const dataset = await openCache(cacheFile, fingerprint);
    if (dataset === undefined) throw new Error(`The cache file ${cacheFile} vanished.`);
    return dataset;
  }

  async abandon(): Promise<void> {
    await this.writer?.abandon();
  }
}

function joined(blocks: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    result.set(block, at);
    at += block.length;
  }
  return result;
}
