// Fully connected layers with ReLU between them.
import { cast } from '../graph/comparison';
import { relu } from '../graph/elementwise';
import type { Tensor } from '../graph/tensor';
import { flatten } from './flatten';
import { batchNorm, dense } from './layers';
import type { Network } from './network';

export interface LayersSettings {
  readonly widths: readonly number[];
  readonly batch_norm: boolean;
}

/** [n, …] -> [n, last width]. The last layer has neither ReLU nor normalisation. */
export function mlp(network: Network, x: Tensor, { widths, batch_norm }: LayersSettings): Tensor {
  return fullyConnected(network, 'mlp', flatten(x), widths, batch_norm);
}

/** The layers of an MLP or of a projection head, called `name.0`, `name.1` …; float32. */
export function fullyConnected(
  network: Network,
  name: string,
  x: Tensor,
  widths: readonly number[],
  normalise: boolean,
): Tensor {
  const last = widths.reduce((h, width, i) => {
    const layer = `${name}.${i}`;
    if (i === widths.length - 1) return dense(network, layer, h, width, { gain: 1 });
    if (!normalise) return relu(dense(network, layer, h, width));
    return relu(
      batchNorm(network, `${layer}.norm`, dense(network, layer, h, width, { bias: false })),
    );
  }, x);
  return cast(last, 'float32');
}
