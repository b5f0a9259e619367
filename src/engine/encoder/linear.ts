// One matrix: the encoder of linear metric learning, d(x, y) = ‖L(x − y)‖.
import { cast } from '../graph/comparison';
import { flatten } from './flatten';
import { dense } from './layers';
import type { Network } from './network';
import type { Tensor } from '../graph/tensor';

/** [n, …] -> [n, dimensions], without a bias: distances do not change with one. */
export function linear(network: Network, x: Tensor, settings: { dimensions: number }): Tensor {
  const options = { bias: false, gain: 1 };
  return cast(dense(network, 'linear', flatten(x), settings.dimensions, options), 'float32');
}
