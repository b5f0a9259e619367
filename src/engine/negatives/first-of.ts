// The first so many of each row that are marked, without a sort: counted block by block, and then
// within the block in which the last of them stands.
import { add, multiply, subtract } from '../graph/arithmetic';
import { and, cast, greater, greaterOrEqual } from '../graph/comparison';
import { reshape } from '../graph/layout';
import { matmul } from '../graph/matmul';
import { reduceSum } from '../graph/reduction';
import { pad } from '../graph/slicing';
import { constant } from '../graph/sources';
import type { Tensor } from '../graph/tensor';

/**
 * bool [rows, n]: the marked of lowest index. `count`, [rows, 1], is nowhere above the number of
 * marked ones; n is below 2²⁴.
 */
export function firstOf(marked: Tensor, count: Tensor): Tensor {
  const [rows, n] = marked.shape;
  const width = 2 ** Math.ceil(Math.log2(n) / 2);
  const blocks = Math.ceil(n / width);
  const flags = reshape(pad(cast(marked, 'float32'), [0, 0], [0, blocks * width - n]), [
    rows,
    blocks,
    width,
  ]);
  const upTo = runningSums(reduceSum(flags, [2], false));
  const before = subtract(upTo, reduceSum(flags, [2], false));
  const holdsLast = cast(and(greater(count, before), greaterOrEqual(upTo, count)), 'float32');
  const ofBlock = (x: Tensor): Tensor => reduceSum(multiply(holdsLast, x), [1]);
  const own = reduceSum(multiply(flags, reshape(holdsLast, [rows, blocks, 1])), [1], false);
  const missing = subtract(count, ofBlock(before));
  const place = reduceSum(cast(greater(missing, runningSums(own)), 'float32'), [1]);
  const last = add(multiply(ofBlock(indices(blocks)), width), place);
  return and(and(marked, greaterOrEqual(last, indices(n))), greater(count, 0));
}

/** Along the second axis, [rows, n]: whole numbers below 2²⁴ in sum, so that every order is exact. */
function runningSums(x: Tensor): Tensor {
  const [, n] = x.shape;
  const included = Float32Array.from({ length: n * n }, (_, i) =>
    Number(Math.floor(i / n) <= i % n),
  );
  return matmul(x, constant(included, [n, n]));
}

/** 0 … n − 1, [1, n]. */
function indices(n: number): Tensor {
  return constant(
    Float32Array.from({ length: n }, (_, i) => i),
    [1, n],
  );
}
