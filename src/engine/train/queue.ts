// The queue of keys: He et al., "Momentum Contrast for Unsupervised Visual Representation Learning",
// CVPR 2020 (arXiv 1911.05722), section 3.2 and algorithm 1.
import { concat, sliceAxis } from '../graph/slicing';
import type { Tensor } from '../graph/tensor';
import type { StoredRows } from '../negatives/rows';
import { Random } from '../random/random';
import type { StateValue } from '../runtime/runtime';
import type { RowRelations } from './row-relations';
import { storedByName, storedInputs } from './stored-rows';
import { randomUnitRows } from './unit-rows';

/** States that begin so are the queue. */
export const QUEUE_PREFIX = 'queue.';
const QUEUE = 'queue';

/** No sample has this number, so that the random rows at the start are related to nobody. */
const NOBODY = -1;

type Size = readonly [size: number, dimensions: number];

/** The queue's rows as state, newest first. */
export function queueRows(size: Size, relations: RowRelations): StoredRows {
  return storedInputs(QUEUE, size, relations);
}

/** The next value of the queue: `keys` enter at the front, as many of the oldest leave. */
export function enqueue(queue: StoredRows, keys: StoredRows): Record<string, Tensor> {
  const entering = storedByName(QUEUE, keys);
  const next = Object.entries(storedByName(QUEUE, queue)).map(([name, old]): [string, Tensor] => {
    const front = entering[name];
    const stay = old.shape[0] - front.shape[0];
    return [name, stay > 0 ? concat([front, sliceAxis(old, 0, 0, stay)], 0) : front];
  });
  return Object.fromEntries(next);
}

/** Random unit rows, as in the authors' code, related to nobody. */
export function firstQueue(
  [size, dimensions]: Size,
  relations: RowRelations,
  seed: number,
): Record<string, StateValue> {
  const states = storedByName(QUEUE, queueRows([size, dimensions], relations));
  return Object.fromEntries(
    Object.entries(states).map(([name, { shape }]) => {
      const rows = shape.length === 2;
      const data = rows
        ? randomUnitRows(size, dimensions, Random.stream(seed, 'queue'))
        : new Float32Array(size).fill(NOBODY);
      return [name, { shape, data }];
    }),
  );
}
