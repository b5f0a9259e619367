// Gradient clipping by the global norm: Pascanu, Mikolov & Bengio, ICML 2013, algorithm 1.
import { add, divide, minimum, multiply } from '../../graph/arithmetic';
import { sqrt } from '../../graph/elementwise';
import { reduceSum } from '../../graph/reduction';
import type { Tensor } from '../../graph/tensor';

/** All gradients times min(1, limit / ‖all of them‖₂). */
export function clipByNorm(gradients: readonly Tensor[], limit: number): Tensor[] {
  const squares = gradients.map((g) => reduceSum(multiply(g, g), undefined, false));
  const norm = sqrt(squares.reduce((sum, square) => add(sum, square)));
  const factor = minimum(1, divide(limit, add(norm, 1e-12)));
  return gradients.map((g) => multiply(g, factor));
}
