// ResNet-18 (He et al. 2016, table 1): four stages of two basic blocks.
import { add } from '../graph/arithmetic';
import { cast } from '../graph/comparison';
import { relu } from '../graph/elementwise';
import { globalAveragePool, maxPool2d } from '../graph/pooling';
import type { Tensor } from '../graph/tensor';
import { batchNorm, convolution } from './layers';
import type { Network } from './network';

interface ResNetSettings {
  /** small: 3×3, stride 1, no pooling (Chen et al. 2020, appendix B.9). standard: 7×7, stride 2, then 3×3 pooling. */
  readonly stem: 'small' | 'standard';
  readonly width: number;
}

/** [n, c, h, w] -> [n, 8 · width]. */
export function resnet18(network: Network, x: Tensor, { stem, width }: ResNetSettings): Tensor {
  let h = stem === 'small' ? smallStem(network, x, width) : standardStem(network, x, width);
  for (const stage of [0, 1, 2, 3]) {
    for (const block of [0, 1]) {
      const stride = stage > 0 && block === 0 ? 2 : 1;
      h = basicBlock(network, `stage.${stage}.${block}`, h, width * 2 ** stage, stride);
    }
  }
  return globalAveragePool(cast(h, 'float32'));
}

function smallStem(network: Network, x: Tensor, width: number): Tensor {
  return relu(normalisedConvolution(network, 'stem', x, width, 3, 1));
}

function standardStem(network: Network, x: Tensor, width: number): Tensor {
  const h = relu(normalisedConvolution(network, 'stem', x, width, 7, 2));
  return maxPool2d(h, { kernel: 3, strides: 2, padding: 1 });
}

/** relu(x + F(x)); the shortcut is a 1×1 convolution where the shape changes (option B). */
function basicBlock(
  network: Network,
  name: string,
  x: Tensor,
  channels: number,
  stride: number,
): Tensor {
  const first = relu(normalisedConvolution(network, `${name}.0`, x, channels, 3, stride));
  const second = normalisedConvolution(network, `${name}.1`, first, channels, 3, 1);
  const changes = stride !== 1 || x.shape[1] !== channels;
  const shortcut = changes
    ? normalisedConvolution(network, `${name}.shortcut`, x, channels, 1, stride)
    : x;
  return relu(add(second, shortcut));
}

function normalisedConvolution(
  network: Network,
  name: string,
  x: Tensor,
  channels: number,
  kernel: number,
  strides: number,
): Tensor {
  const padding = (kernel - 1) / 2;
  const y = convolution(network, name, x, channels, { kernel, strides, padding, bias: false });
  return batchNorm(network, `${name}.norm`, y);
}
