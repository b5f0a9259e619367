// One matrix: the encoder of linear metric learning, d(x, y) = ‖L(x − y)‖.
import { flatten } from './flatten';
import { dense } from './layers';
import type { Network } from './network';
import type { Tensor } from '../graph/tensor';

/** [n, …] -> [n, dimensions], without a bias: distances do not change with one. */
export function linear(network: Network, x: Tensor, settings: { dimensions: number }): Tensor {
  return dense(network, 'linear', flatten(x), settings.dimensions, { bias: false, gain: 1 });
}
