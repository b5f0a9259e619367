// Work on narrow values in float32, for what would lose too much in 16 bits: sums of many values.
import { cast } from './comparison';
import type { Tensor } from './tensor';

/** `compute` of `x` as float32, and what it gives in the type of `x` again. */
export function widened(x: Tensor, compute: (wide: Tensor) => Tensor): Tensor {
  return cast(compute(cast(x, 'float32')), x.dtype);
}
