// Pictures as vectors, for encoders that take vectors.
import { reshape } from '../graph/layout';
import type { Tensor } from '../graph/tensor';

/** [n, …] -> [n, product of the rest]. */
export function flatten(x: Tensor): Tensor {
  return reshape(x, [x.shape[0], -1]);
}
