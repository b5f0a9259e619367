// Embeds samples with given weights, in batches of one size.
import { sizeOf } from '../../graph/shape';
import type { Executable, Runtime, State } from '../../runtime/runtime';
import { batchAt } from '../data/batch-at';
import { plainOutputs } from './embedding';
import type { EncoderSetup } from '../encoders';
import { halves, PairEmbedder, type EmbeddedPairs, type PairPlace } from './pair-embedder';
import type { ViewSource } from '../views/view-source';

interface Setup extends EncoderSetup {
  readonly views: ViewSource;
  /** Pairs whose two views show one sample to one encoder; may be `views` itself. */
  readonly ownViews?: ViewSource | undefined;
  readonly runtime: Runtime;
}

/** Most samples in a batch; the last one is filled up by repeating its first row. */
const MOST_SAMPLES = 256;
/** Large pictures come fewer at a time: this many numbers of views. */
const MOST_NUMBERS = 2 ** 24;

export interface EmbeddedRows {
  /** [rows, width], row-major. */
  readonly values: Float32Array;
  readonly width: number;
}

/** By the output that `evaluate.embeddings` names; and by the head, where that was asked for. */
export interface EmbeddedSamples extends EmbeddedRows {
  readonly z?: EmbeddedRows;
}

export interface EmbedOptions {
  /** Of another dataset with samples of the same shape. */
  readonly views?: ViewSource;
  /** Also what the head makes of the samples. */
  readonly withHead?: boolean;
  readonly signal?: AbortSignal;
  /** Rows done. */
  readonly onProgress?: (done: number) => void;
}

interface Parts {
  readonly plain: Executable;
  readonly pair: PairEmbedder;
  readonly own: PairEmbedder | undefined;
}

interface Sizes {
  readonly batch: number;
  readonly embedding: number;
  readonly z: number;
}

export class Embedder {
  private constructor(
    private readonly views: ViewSource,
    private readonly parts: Parts,
    private readonly sizes: Sizes,
  ) {}

  static async create(setup: Setup): Promise<Embedder> {
    const { views, config } = setup;
    const fitting = Math.floor(MOST_NUMBERS / sizeOf(views.plain(1).shape));
    const batch = Math.max(1, Math.min(MOST_SAMPLES, fitting));
    const { h, z } = plainOutputs(setup, views.plain(batch));
    const embedding = config.evaluate.embeddings === 'encoder' ? h : z;
    const outputs = { embedding, ...(z !== embedding && { z }) };
    const parts = await compiled(setup, batch, outputs);
    return new Embedder(views, parts, { batch, embedding: embedding.shape[1], z: z.shape[1] });
  }

  /** The samples as they are. */
  async embed(
    rows: Uint32Array,
    state: State,
    { views = this.views, withHead = false, signal, onProgress }: EmbedOptions = {},
  ): Promise<EmbeddedSamples> {
    const { batch, ...widths } = this.sizes;
    const embedding = emptyRows(rows, widths.embedding);
    const z = withHead ? emptyRows(rows, widths.z) : undefined;
    for (let start = 0; start < rows.length; start += batch) {
      signal?.throwIfAborted();
      const feeds = await views.feedPlain(batchAt(rows, start, batch));
      const outputs = await this.parts.plain.run(feeds, state);
      take(outputs.embedding as Float32Array, embedding, start);
      if (z) take(('z' in outputs ? outputs.z : outputs.embedding) as Float32Array, z, start);
      onProgress?.(Math.min(start + batch, rows.length));
    }
    return { ...embedding, ...(z && { z }) };
  }

  /** Both views of the samples as the objective sees them, drawn for `epoch`. */
  async embedPair(
    rows: Uint32Array,
    state: State,
    epoch: number,
  ): Promise<{ first: EmbeddedRows; second: EmbeddedRows }> {
    return halves((await this.parts.pair.embed(rows, state, { epoch })).z);
  }

  /** Two views of each of the samples, by encoder and head; undefined without `ownViews`. */
  embedViews(
    rows: Uint32Array,
    state: State,
    place: PairPlace,
  ): Promise<EmbeddedPairs> | undefined {
    return this.parts.own?.embed(rows, state, place);
  }

  /** Whether `embedPair` shows what `embedViews` does. */
  get pairsAreOwn(): boolean {
    return this.parts.own === this.parts.pair;
  }

  async dispose(): Promise<void> {
    const { plain, pair, own } = this.parts;
    await plain.dispose();
    await pair.dispose();
    if (own !== pair) await own?.dispose();
  }
}

/** All programs, or none where one of them fails. */
async function compiled(
  setup: Setup,
  batch: number,
  outputs: Parameters<Runtime['compile']>[0]['outputs'],
): Promise<Parts> {
  const { views, ownViews, runtime } = setup;
  const plain = await runtime.compile({ outputs });
  const done: { dispose(): Promise<void> }[] = [plain];
  try {
    const pair = await PairEmbedder.create({ ...setup, batch });
    done.push(pair);
    if (ownViews === undefined || ownViews === views) return { plain, pair, own: ownViews && pair };
    return { plain, pair, own: await PairEmbedder.create({ ...setup, views: ownViews, batch }) };
  } catch (error) {
    for (const one of done) await one.dispose();
    throw error;
  }
}

function emptyRows({ length }: Uint32Array, width: number): EmbeddedRows {
  return { values: new Float32Array(length * width), width };
}

/** The last batch may hold more rows than are wanted. */
function take(batch: Float32Array, { values, width }: EmbeddedRows, start: number): void {
  const count = Math.min(batch.length, values.length - start * width);
  values.set(batch.subarray(0, count), start * width);
}
