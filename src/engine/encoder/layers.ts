// The layers networks are made of. Each registers its tensors under its name. Products and
// convolutions take and give what the network computes in; statistics are float32.
import { add, multiply } from '../graph/arithmetic';
import { cast } from '../graph/comparison';
import { conv2d, type ConvolutionOptions } from '../graph/convolution';
import { matmul } from '../graph/matmul';
import { batchNormInference, batchNormTraining, batchStatistics } from '../graph/normalisation';
import { sizeOf } from '../graph/shape';
import type { Tensor } from '../graph/tensor';
import { all, normalByFanIn } from './initialise';
import type { Network } from './network';

interface DenseOptions {
  readonly bias?: boolean;
  /** Variance gain of the first weights: 2 before a ReLU, 1 before nothing. */
  readonly gain?: number;
}

/** x·W + b: [n, in] -> [n, units]. */
export function dense(
  network: Network,
  name: string,
  x: Tensor,
  units: number,
  { bias = true, gain = 2 }: DenseOptions = {},
): Tensor {
  const fanIn = x.shape[1];
  const shape = [fanIn, units];
  const weight = network.parameter(`${name}.weight`, shape, normalByFanIn(fanIn, gain), true);
  const y = matmul(network.compute(x), network.compute(weight));
  if (!bias) return y;
  return add(y, network.compute(network.parameter(`${name}.bias`, [units], all(0))));
}

/** Convolution with a square kernel: [n, c, h, w] -> [n, channels, h', w']. */
export function convolution(
  network: Network,
  name: string,
  x: Tensor,
  channels: number,
  options: Omit<ConvolutionOptions, 'bias'> & { readonly kernel: number; readonly bias?: boolean },
): Tensor {
  const { kernel, bias = true, ...window } = options;
  const shape = [channels, x.shape[1], kernel, kernel];
  const initialise = normalByFanIn(sizeOf(shape.slice(1)));
  const weight = network.compute(network.parameter(`${name}.weight`, shape, initialise, true));
  const picture = network.compute(x);
  if (!bias) return conv2d(picture, weight, window);
  const shift = network.compute(network.parameter(`${name}.bias`, [channels], all(0)));
  return conv2d(picture, weight, { ...window, bias: shift });
}

/** How much of the old running statistics stays at each step (PyTorch's default). */
const RETAINED = 0.9;

/**
 * Batch normalisation of [n, c] or [n, c, h, w]. Training uses the batch's statistics and moves
 * the running ones towards them (variance unbiased, as PyTorch keeps it). It is worked out in
 * float32, and its result is what the network computes in.
 */
export function batchNorm(network: Network, name: string, x: Tensor): Tensor {
  return network.compute(normalised(network, name, cast(x, 'float32')));
}

function normalised(network: Network, name: string, x: Tensor): Tensor {
  const shape = [x.shape[1]];
  const affine = {
    scale: network.parameter(`${name}.scale`, shape, all(1)),
    shift: network.parameter(`${name}.shift`, shape, all(0)),
  };
  const running = {
    mean: network.statistic(`${name}.mean`, shape, all(0)),
    variance: network.statistic(`${name}.variance`, shape, all(1)),
  };
  if (network.mode === 'inference') return batchNormInference(x, running, affine);
  const batch = batchStatistics(x);
  const count = sizeOf(x.shape) / x.shape[1];
  const unbiased = count / Math.max(1, count - 1);
  network.update(`${name}.mean`, blend(running.mean, batch.mean));
  network.update(`${name}.variance`, blend(running.variance, multiply(batch.variance, unbiased)));
  return batchNormTraining(x, batch, affine);
}

function blend(running: Tensor, batch: Tensor): Tensor {
  return add(multiply(running, RETAINED), multiply(batch, 1 - RETAINED));
}
