// Both views of a batch through the network: what the objective compares.
import type { RunConfig } from '../config/run-config';
import { encode, project } from '../encoder/encoder';
import type { Network } from '../encoder/network';
import type { InputStatistics } from '../encoder/standardise';
import { concat } from '../graph/slicing';
import type { Tensor } from '../graph/tensor';
import type { ViewPair } from './view-source';

/** z = g(f(x)) of all first views, then of all second ones: [2 · samples, d]. */
export function encodePair(
  network: Network,
  { first, second }: ViewPair,
  { config, statistics }: { config: RunConfig; statistics: InputStatistics },
): Tensor {
  const h = encode(network, concat([first, second], 0), config.encoder, statistics);
  return project(network, h, config.head);
}
