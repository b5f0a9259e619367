// How many of some numbers lie up to a bound, by sorting and bisection: for k bounds in a row of n
// numbers, k · log n comparisons and no [n, k] table.
import { add, minimum, multiply, subtract } from '../graph/arithmetic';
import { and, cast, greater, greaterOrEqual, select } from '../graph/comparison';
import { gatherElements, topK } from '../graph/indexing';
import { filled } from '../graph/sources';
import type { Tensor } from '../graph/tensor';
import type { Compared } from './compared-distances';

/** Above every distance. */
const FAR = 1e4;

/** The meant distances of each row in rising order, then a number above all: [rows, k]. */
export function sorted({ distances, among }: Compared): Tensor {
  const falling = select(among, multiply(distances, -1), -FAR);
  return multiply(gatherElements(falling, topK(falling, falling.shape[1])), -1);
}

/** For rising numbers [rows, n] and bounds [rows, k]: how many are at most, or below, each bound. */
export function countUpTo(
  rising: Tensor,
  bounds: Tensor,
  side: 'at-most' | 'below' = 'at-most',
): Tensor {
  const count = rising.shape[1];
  const passes = side === 'below' ? greater : greaterOrEqual;
  let passed: Tensor = filled(0, bounds.shape);
  for (let stride = 2 ** Math.floor(Math.log2(count)); stride >= 1; stride /= 2) {
    const probe = add(passed, stride);
    const last = cast(minimum(subtract(probe, 1), count - 1), 'int64');
    const within = and(passes(bounds, gatherElements(rising, last)), greaterOrEqual(count, probe));
    passed = select(within, probe, passed);
  }
  return passed;
}
