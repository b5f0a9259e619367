// Embeds samples with given weights, in batches of one size.
import { Network } from '../encoder/network';
import type { Program } from '../graph/program';
import { sizeOf } from '../graph/shape';
import { concat } from '../graph/slicing';
import type { Tensor } from '../graph/tensor';
import { compileAll } from '../runtime/compile-all';
import type { Executable, Runtime, State } from '../runtime/runtime';
import { lab } from '../views/lab';
import { encodePair } from './encode-pair';
import { encodeSide, type EncoderSetup } from './encoders';
import type { ViewSource } from './view-source';

interface Setup extends EncoderSetup {
  readonly views: ViewSource;
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

export interface EmbedOptions {
  /** Of another dataset with samples of the same shape. */
  readonly views?: ViewSource;
  readonly signal?: AbortSignal;
  /** Rows done. */
  readonly onProgress?: (done: number) => void;
}

export class Embedder {
  private constructor(
    private readonly setup: Setup,
    private readonly plain: Executable,
    private readonly pair: Executable,
    private readonly batch: number,
    private readonly width: number,
  ) {}

  static async create(setup: Setup): Promise<Embedder> {
    const { views } = setup;
    const fitting = Math.floor(MOST_NUMBERS / sizeOf(views.plain(1).shape));
    const batch = Math.max(1, Math.min(MOST_SAMPLES, fitting));
    const plain = embeddingOf(setup, views.plain(batch));
    // The objective compares what the head makes of views.
    const pair = encodePair(new Network('inference'), views.pair(batch), setup);
    const programs = { plain: program(plain), pair: program(pair) };
    const executables = await compileAll(setup.runtime, programs);
    return new Embedder(setup, executables.plain, executables.pair, batch, plain.shape[1]);
  }

  /** The samples as they are, by the output that `evaluate.embeddings` names. */
  async embed(
    rows: Uint32Array,
    state: State,
    { views = this.setup.views, signal, onProgress }: EmbedOptions = {},
  ): Promise<EmbeddedRows> {
    const values = new Float32Array(rows.length * this.width);
    for (let start = 0; start < rows.length; start += this.batch) {
      signal?.throwIfAborted();
      const feeds = await views.feedPlain(this.batchAt(rows, start));
      const { embedding } = await this.plain.run(feeds, state);
      const count = Math.min(this.batch, rows.length - start);
      values.set(part(embedding as Float32Array, 0, count * this.width), start * this.width);
      onProgress?.(start + count);
    }
    return { values, width: this.width };
  }

  /** Both views of the samples as the objective sees them, drawn for `epoch`. */
  async embedPair(
    rows: Uint32Array,
    state: State,
    epoch: number,
  ): Promise<{ first: EmbeddedRows; second: EmbeddedRows }> {
    const parts: { first: Float32Array[]; second: Float32Array[] } = { first: [], second: [] };
    let width = 0;
    for (let start = 0; start < rows.length; start += this.batch) {
      const feeds = await this.setup.views.feedPair(this.batchAt(rows, start), epoch);
      const embedding = (await this.pair.run(feeds, state)).embedding as Float32Array;
      width = embedding.length / (2 * this.batch);
      const count = Math.min(this.batch, rows.length - start) * width;
      parts.first.push(part(embedding, 0, count));
      parts.second.push(part(embedding, this.batch * width, count));
    }
    return {
      first: { values: joined(parts.first), width },
      second: { values: joined(parts.second), width },
    };
  }

  private batchAt(rows: Uint32Array, start: number): Uint32Array {
    const batch = new Uint32Array(this.batch).fill(rows[start]);
    batch.set(rows.subarray(start, start + this.batch));
    return batch;
  }

  async dispose(): Promise<void> {
    await this.plain.dispose();
    await this.pair.dispose();
  }
}

/**
 * The embedding of plain samples, as the encoder or its head gives it after training. Where one
 * encoder takes lightness and one colour it is both embeddings side by side (Tian et al. 2020,
 * section 4.2); where the second encoder takes a second input it is the first one's.
 */
export function embeddingOf(
  setup: EncoderSetup,
  x: Tensor,
  output: 'encoder' | 'head' = setup.config.evaluate.embeddings,
  network = new Network('inference'),
): Tensor {
  if (setup.config.positives.from !== 'channels')
    return encodeSide('first', network, x, setup, output);
  const { lightness, colour } = lab(x);
  const both = [
    encodeSide('first', network, lightness, setup, output),
    encodeSide('second', network, colour, setup, output),
  ];
  return concat(both, 1);
}

function program(embedding: Tensor): Program {
  return { outputs: { embedding } };
}

function part(values: Float32Array, start: number, length: number): Float32Array {
  return values.subarray(start, start + length);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, { length: more }) => length + more, 0));
  let at = 0;
  for (const values of parts) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}
