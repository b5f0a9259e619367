// The first step of every encoder: channels or features with mean 0 and deviation 1, by statistics
// of the training data that are kept with the weights, so that an exported encoder takes raw data.
import { divide, subtract } from '../graph/arithmetic';
import { perChannel } from '../graph/normalisation';
import type { Tensor } from '../graph/tensor';
import { values } from './initialise';
import type { Network } from './network';

/** Per channel of an image (values 0..1) or per feature of a vector. */
export interface InputStatistics {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** (x − mean) / deviation for x: [n, c, h, w] or [n, d]. */
export function standardise(network: Network, x: Tensor, statistics: InputStatistics): Tensor {
  const shape = [x.shape[1]];
  const mean = network.statistic('input.mean', shape, values(statistics.mean));
  const deviation = network.statistic('input.deviation', shape, values(statistics.deviation));
  return divide(subtract(x, perChannel(mean, x.shape)), perChannel(deviation, x.shape));
}
