// A plain convolutional network: 3×3 kernels, first stride 1, then 2, ReLU, global mean.
import { cast } from '../graph/comparison';
import { relu } from '../graph/elementwise';
import { globalAveragePool } from '../graph/pooling';
import type { Tensor } from '../graph/tensor';
import { batchNorm, convolution } from './layers';
import type { LayersSettings } from './mlp';
import type { Network } from './network';

/** [n, c, h, w] -> [n, last width]. */
export function conv(network: Network, x: Tensor, { widths, batch_norm }: LayersSettings): Tensor {
  const maps = widths.reduce((h, width, i) => {
    const name = `conv.${i}`;
    const window = { kernel: 3, padding: 1, strides: i === 0 ? 1 : 2, bias: !batch_norm };
    const y = convolution(network, name, h, width, window);
    return relu(batch_norm ? batchNorm(network, `${name}.norm`, y) : y);
  }, x);
  return globalAveragePool(cast(maps, 'float32'));
}
