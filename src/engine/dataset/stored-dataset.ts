// A dataset: what is known of its samples, and the store that holds them.
import { sampleSize, type Dataset, type SkippedSample } from './dataset';
import { memoryStore, newSamples, type Samples, type SampleStore } from './samples';

export type Description = Omit<Dataset, 'length' | 'read' | 'close'>;

export class StoredDataset implements Dataset {
  readonly kind: 'image' | 'vector';
  readonly length: number;
  readonly sampleShape: readonly number[];
  readonly features: readonly string[] | undefined;
  readonly names: readonly string[];
  readonly labels: Int32Array | undefined;
  readonly classes: readonly string[];
  readonly groups: Int32Array | undefined;
  readonly order: Float64Array | undefined;
  readonly skipped: readonly SkippedSample[];
  readonly fingerprint: string;

  private closed = false;

  /** `slots[i]` is where the store holds sample i; ascending. Without it: slot i. */
  constructor(
    description: Description,
    private readonly store: SampleStore,
    private readonly slots?: Uint32Array,
  ) {
    this.kind = description.kind;
    this.length = description.names.length;
    this.sampleShape = description.sampleShape;
    this.features = description.features;
    this.names = description.names;
    this.labels = description.labels;
    this.classes = description.classes;
    this.groups = description.groups;
    this.order = description.order;
    this.skipped = description.skipped;
    this.fingerprint = description.fingerprint;
  }

  async read(rows: ArrayLike<number>, into: Uint8Array | Float32Array): Promise<void> {
    const size = sampleSize(this);
    this.check(rows, into, size);
    const copies: Promise<void>[] = [];
    for (let i = 0; i < rows.length;) {
      const first = this.slot(rows[i]);
      let count = 1;
      while (i + count < rows.length && this.slot(rows[i + count]) === first + count) count++;
      copies.push(this.store.copy(first, count, into, i * size));
      i += count;
    }
    await Promise.all(copies);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.store.close();
  }

  /** The same dataset in memory where its samples take at most `limit` bytes; the store is closed then. */
  async inMemory(limit: number): Promise<StoredDataset> {
    const size = sampleSize(this);
    const elements = this.length * size;
    if (elements * (this.kind === 'image' ? 1 : 4) > limit) return this;
    const samples = newSamples(this.kind, elements);
    await this.read(
      Uint32Array.from({ length: this.length }, (_, i) => i),
      samples,
    );
    await this.close();
    return new StoredDataset(this, memoryStore(samples, size));
  }

  private slot(row: number): number {
    return this.slots ? this.slots[row] : row;
  }

  private check(rows: ArrayLike<number>, into: Samples, size: number): void {
    if (this.closed) throw new Error('The dataset is closed.');
    if (into instanceof Uint8Array !== (this.kind === 'image')) {
      throw new TypeError(`A dataset of kind ${this.kind} cannot fill a ${into.constructor.name}.`);
    }
    if (into.length < rows.length * size) {
      throw new RangeError(`${rows.length} samples of ${size} do not fit into ${into.length}.`);
    }
    const outside = Array.from(rows).find((row) => !(row in this.names));
    if (outside !== undefined) {
      throw new RangeError(`There is no sample ${outside} in a dataset of ${this.length}.`);
    }
  }
}
