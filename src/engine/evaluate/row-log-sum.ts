// log Σⱼ exp(scale · cos(queryᵢ, bankⱼ)) for every query: the sum behind uniformity and InfoNCE.
import { multiply } from '../graph/arithmetic';
import { equal, select } from '../graph/comparison';
import { constant } from '../graph/sources';
import { logSumExp } from '../graph/statistics';
import type { Tensor } from '../graph/tensor';
import type { Runtime } from '../runtime/runtime';
import type { Embeddings } from './embeddings';
import { similarityBlocks } from './similarity-blocks';

interface RowLogSum {
  readonly runtime: Runtime;
  /** Unit rows. */
  readonly queries: Embeddings;
  /** Unit rows. */
  readonly bank: Embeddings;
  readonly scale: number;
  /** Queries and bank are the same rows; j = i is left out. */
  readonly excludeSelf?: boolean;
}

/** [queries]; the bank has at least one row beside an excluded one. */
export async function rowLogSums(job: RowLogSum): Promise<Float32Array> {
  const { runtime, queries, bank, scale, excludeSelf = false } = job;
  const sums = new Float32Array(queries.count);
  await similarityBlocks({
    runtime,
    queries,
    bank,
    outputs: ({ similarities, rows }) => {
      const scaled = multiply(similarities, scale);
      const counted = excludeSelf ? withoutSelf(scaled, rows, bank.count) : scaled;
      return { sums: logSumExp(counted, [-1], false) };
    },
    take: (results, first, count) => {
      sums.set((results.sums as Float32Array).subarray(0, count), first);
    },
  });
  return sums;
}

function withoutSelf(scaled: Tensor, rows: Tensor, count: number): Tensor {
  const columns = constant(
    Float32Array.from({ length: count }, (_, i) => i),
    [1, count],
  );
  return select(equal(rows, columns), -Infinity, scaled);
}
