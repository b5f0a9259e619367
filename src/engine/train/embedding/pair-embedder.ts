// Embeds two views of samples with given weights, in batches of one size.
import { Network } from '../../encoder/network';
import { concat } from '../../graph/slicing';
import type { Tensor } from '../../graph/tensor';
import type { Executable, Runtime, State } from '../../runtime/runtime';
import { batchAt } from '../data/batch-at';
import { encodePair } from '../step/encode-pair';
import { encodeFully, type EncoderSetup } from '../encoders';
import type { ViewSource } from '../views/view-source';

interface Setup extends EncoderSetup {
  readonly views: ViewSource;
  readonly runtime: Runtime;
  /** Samples in a batch. */
  readonly batch: number;
}

/** One output of both views of some rows. */
export interface PairedRows {
  /** [2, rows, width], row-major: all first views, then all second ones. */
  readonly values: Float32Array;
  readonly width: number;
}

export interface EmbeddedPairs {
  /** What the head makes of the views: what the objective compares. */
  readonly z: PairedRows;
  /** What the encoder makes of them; absent where the embedding is z, or there are two encoders. */
  readonly h?: PairedRows;
}

export interface PairPlace {
  /** Views are drawn for this epoch, from 0. */
  readonly epoch: number;
  readonly signal?: AbortSignal | undefined;
}

export class PairEmbedder {
  private constructor(
    private readonly setup: Setup,
    private readonly executable: Executable,
    private readonly widths: { readonly z: number; readonly h?: number },
  ) {}

  static async create(setup: Setup): Promise<PairEmbedder> {
    const { z, h } = pairOutputs(setup);
    const executable = await setup.runtime.compile({ outputs: { z, ...(h && { h }) } });
    const widths = { z: z.shape[1], ...(h && { h: h.shape[1] }) };
    return new PairEmbedder(setup, executable, widths);
  }

  async embed(rows: Uint32Array, state: State, place: PairPlace): Promise<EmbeddedPairs> {
    const { views, batch } = this.setup;
    const z = emptyPairs(rows, this.widths.z);
    const h = this.widths.h === undefined ? undefined : emptyPairs(rows, this.widths.h);
    for (let start = 0; start < rows.length; start += batch) {
      place.signal?.throwIfAborted();
      const feeds = await views.feedPair(batchAt(rows, start, batch), place.epoch);
      const outputs = await this.executable.run(feeds, state);
      take(outputs.z as Float32Array, z, start);
      if (h) take(outputs.h as Float32Array, h, start);
    }
    return { z, ...(h && { h }) };
  }

  dispose(): Promise<void> {
    return this.executable.dispose();
  }
}

/** First views, and second views. */
export function halves({ values, width }: PairedRows) {
  const half = values.length / 2;
  return {
    first: { values: values.subarray(0, half), width },
    second: { values: values.subarray(half), width },
  };
}

function pairOutputs(setup: Setup): { readonly z: Tensor; readonly h?: Tensor } {
  const pair = setup.views.pair(setup.batch);
  const network = new Network('inference');
  if (setup.statistics.second) return { z: encodePair(network, pair, setup) };
  const x = concat([pair.first, pair.second], 0);
  const { h, z } = encodeFully('first', network, x, setup);
  const alike = h === z || setup.config.evaluate.embeddings === 'head';
  return alike ? { z } : { h, z };
}

function emptyPairs({ length }: Uint32Array, width: number): PairedRows {
  return { values: new Float32Array(2 * length * width), width };
}

/** From a batch [2, batch, width], of which the last rows may be filling. */
function take(batch: Float32Array, { values, width }: PairedRows, start: number): void {
  const [half, of] = [values.length / 2, batch.length / 2];
  const count = Math.min(of, half - start * width);
  values.set(batch.subarray(0, count), start * width);
  values.set(batch.subarray(of, of + count), half + start * width);
}
