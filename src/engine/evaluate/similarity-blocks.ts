// Cosines of many queries with a bank, in blocks that a runtime executes: [queries, bank] is never
// in memory as a whole.
import { matmul } from '../graph/matmul';
import { input } from '../graph/sources';
import type { HostArray, Tensor } from '../graph/tensor';
import type { Runtime } from '../runtime/runtime';
import type { Embeddings } from './embeddings';

export interface SimilarityBlocks {
  readonly runtime: Runtime;
  /** Unit rows. */
  readonly queries: Embeddings;
  /** Unit rows. */
  readonly bank: Embeddings;
  /** What is wanted of a block: see `SimilarityBlock`. */
  readonly outputs: (block: SimilarityBlock) => Readonly<Record<string, Tensor>>;
  /** Called for each block with its first query and how many of its rows are queries, not padding. */
  readonly take: (
    results: Readonly<Record<string, HostArray>>,
    first: number,
    count: number,
  ) => void;
}

export interface SimilarityBlock {
  /** [rows, bank] */
  readonly similarities: Tensor;
  /** The queries' row numbers, [rows, 1], as floats: exact up to 2²⁴. */
  readonly rows: Tensor;
}

const MOST_ROWS = 2048;
/** 256 MiB of similarities. */
const MOST_SIMILARITIES = 2 ** 26;

/** Runs all blocks, one after the other. Neither queries nor bank may be empty. */
export async function similarityBlocks(job: SimilarityBlocks): Promise<void> {
  const { runtime, queries, bank } = job;
  const size = blockSize(queries.count, bank.count);
  const rows = input('rows', [size, 1]);
  const similarities = matmul(
    input('queries', [size, queries.width]),
    input('bank', [bank.count, bank.width]),
    { transposeB: true },
  );
  const program = await runtime.compile({ outputs: job.outputs({ similarities, rows }) });
  const state = runtime.createState({
    bank: { shape: [bank.count, bank.width], data: bank.values },
  });
  try {
    for (let first = 0; first < queries.count; first += size) {
      const results = await program.run(feeds(queries, first, size), state);
      job.take(results, first, Math.min(size, queries.count - first));
    }
  } finally {
    state.dispose();
    await program.dispose();
  }
}

/** Blocks as large as memory allows and of nearly one size, so that little is padding. */
function blockSize(queries: number, bank: number): number {
  const most = Math.min(MOST_ROWS, Math.max(1, Math.floor(MOST_SIMILARITIES / bank)));
  return Math.ceil(queries / Math.ceil(queries / most));
}

/** The last block is filled up with zeros. */
function feeds(queries: Embeddings, first: number, size: number): Record<string, HostArray> {
  const { values, width } = queries;
  const block = new Float32Array(size * width);
  block.set(values.subarray(first * width, (first + size) * width));
  return { queries: block, rows: Float32Array.from({ length: size }, (_, i) => first + i) };
}
