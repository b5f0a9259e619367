// Which of two sets of rows are related.
import { equal, or } from '../graph/comparison';
import { reshape } from '../graph/layout';
import type { Tensor } from '../graph/tensor';

/** Numbers [a] and [b] -> bool [a, b]: true where they are equal. */
export function related(a: Tensor, b: Tensor): Tensor {
  return equal(reshape(a, [-1, 1]), reshape(b, [1, -1]));
}

/** bool [a, b]: true where one of the relations holds; undefined without relations. */
export function relatedByAny(a: readonly Tensor[], b: readonly Tensor[]): Tensor | undefined {
  const each = a.map((numbers, i) => related(numbers, b[i]));
  return each.length === 0 ? undefined : each.reduce(or);
}
