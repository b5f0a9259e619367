// The network f that is kept and the projection head g that is trained with it and thrown away
// (Chen et al. 2020, section 2.1).
import type { RunConfig } from '../config/run-config';
import type { Tensor } from '../graph/tensor';
import { InputError } from '../input-error';
import { conv } from './conv';
import { linear } from './linear';
import { fullyConnected, mlp } from './mlp';
import type { Network } from './network';
import { resnet18 } from './resnet18';
import { standardise, type InputStatistics } from './standardise';

/**
 * h = f(x): views [n, c, h, w] in 0..1 or vectors [n, d] -> [n, dimensions], float32 whatever the
 * network computes in. An InputError where the architecture cannot take such samples.
 */
export function encode(
  network: Network,
  x: Tensor,
  settings: RunConfig['encoder'],
  statistics: InputStatistics,
): Tensor {
  if ((settings.name === 'conv' || settings.name === 'resnet18') && x.shape.length !== 4)
    throw new InputError(
      `the ${settings.name} encoder needs images, but the samples are vectors: use encoder: { name: mlp }.`,
    );
  const input = standardise(network, x, statistics);
  switch (settings.name) {
    case 'linear':
      return linear(network, input, settings);
    case 'mlp':
      return mlp(network, input, settings);
    case 'conv':
      return conv(network, input, settings);
    case 'resnet18':
      return resnet18(network, input, settings);
  }
}

/** z = g(h): [n, dimensions] -> [n, last layer]; without layers h itself. */
export function project(network: Network, h: Tensor, settings: RunConfig['head']): Tensor {
  return fullyConnected(network, 'head', h, settings.layers, settings.batch_norm);
}
