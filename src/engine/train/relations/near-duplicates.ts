// Samples that are nearly the same picture or vector, found by comparing all with all.
import type { Dataset } from '../../dataset/dataset';
import type { Embeddings } from '../../evaluate/embeddings';
import { similarityBlocks } from '../../evaluate/similarity-blocks';
import { multiply } from '../../graph/arithmetic';
import { cast, greaterOrEqual, select } from '../../graph/comparison';
import { reduceSum } from '../../graph/reduction';
import { constant } from '../../graph/sources';
import { reduceMax } from '../../graph/statistics';
import type { Runtime } from '../../runtime/runtime';
import { Components } from './components';
import { inputStatistics } from '../data/input-statistics';
import { plainRows } from '../data/plain-rows';
import type { SampleNumbers } from './row-relations';

interface Search {
  readonly runtime: Runtime;
  /** From this cosine of standardised samples on two are one. */
  readonly cosine: number;
}

/** What float32 may take from the cosine of a row with itself. */
const ROUNDING = 1e-6;

/** Near-duplicates, also by way of others, have one number. */
export async function nearDuplicates(dataset: Dataset, search: Search): Promise<SampleNumbers> {
  const rows = await plainRows(dataset, await inputStatistics(dataset));
  const components = new Components(dataset.length);
  while (!(await joinNeighbours(rows, components, search)));
  return components.of;
}

/**
 * Joins every row with the lowest and the highest component among its neighbours. True where no
 * row can have neighbours in a third one: nearly always at the first time or the second.
 */
async function joinNeighbours(
  rows: Embeddings,
  components: Components,
  { runtime, cosine }: Search,
): Promise<boolean> {
  const numbers = Float32Array.from({ length: rows.count }, (_, row) => components.of(row));
  const labels = constant(numbers, [1, rows.count]);
  let settled = true;
  await similarityBlocks({
    runtime,
    queries: rows,
    bank: rows,
    outputs: ({ similarities }) => {
      const near = greaterOrEqual(similarities, cosine - ROUNDING);
      return {
        count: reduceSum(cast(near, 'float32'), [1]),
        highest: reduceMax(select(near, labels, -Infinity), [1]),
        lowest: reduceMax(select(near, multiply(labels, -1), -Infinity), [1]),
      };
    },
    take: ({ count, highest, lowest }, first, size) => {
      for (let i = 0; i < size; i++) {
        // A row without a direction is near nothing, not even to itself.
        if (Number(count[i]) === 0) continue;
        const [low, high] = [-Number(lowest[i]), Number(highest[i])];
        if (low !== high && Number(count[i]) > 2) settled = false;
        components.join(first + i, low);
        components.join(first + i, high);
      }
    },
  });
  return settled;
}
