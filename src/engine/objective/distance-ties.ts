// When two distances count as equal: where float32 cannot tell them apart. Rows that are equal, or
// equally far by symmetry, are met by different ways, and each way rounds on its own.
import { add, multiply, subtract } from '../graph/arithmetic';
import { relu, sqrt } from '../graph/elementwise';
import type { Tensor } from '../graph/tensor';
import { ZERO } from '../negatives/distance';

/** What distances are measured in, and how exactly. */
export interface DistanceScale {
  readonly kind: 'euclidean' | 'squared';
  /** The length of the longest centred row, a scalar: what rounding is relative to. */
  readonly radius: Tensor;
}

/** In units of the radius: some units of the last place of a centred row. */
const ROUNDING = 4e-7;

/** The largest distance that counts as equal to `bound`: it rises with it. */
export function highestLike(bound: Tensor, scale: DistanceScale): Tensor {
  return moved(bound, scale, (squared, slack) => add(squared, slack));
}

/** The smallest distance that counts as equal to `bound`. */
export function lowestLike(bound: Tensor, scale: DistanceScale): Tensor {
  return moved(bound, scale, (squared, slack) => relu(subtract(squared, slack)));
}

/** D² ± 2 D ε r, and what is left of 0. */
function moved(
  bound: Tensor,
  { kind, radius }: DistanceScale,
  move: (squared: Tensor, slack: Tensor) => Tensor,
): Tensor {
  const [distance, squared] =
    kind === 'squared' ? [sqrt(bound), bound] : [bound, multiply(bound, bound)];
  const slack = add(
    multiply(distance, multiply(radius, 2 * ROUNDING)),
    multiply(multiply(radius, radius), ZERO),
  );
  const result = move(squared, slack);
  return kind === 'squared' ? result : sqrt(result);
}
