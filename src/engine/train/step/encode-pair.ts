// Both views of a batch through the network: what the objective compares.
import type { Network } from '../../encoder/network';
import { concat } from '../../graph/slicing';
import type { Tensor } from '../../graph/tensor';
import { InputError } from '../../input-error';
import { encodeSide, type EncoderSetup } from '../encoders';
import type { ViewPair } from '../views/view-source';

/**
 * z = g(f(x)) of all first views, then of all second ones: [2 · samples, d]. Where there are two
 * encoders, each with its head takes its own views.
 * @throws InputError where these give embeddings of different length.
 */
export function encodePair(
  network: Network,
  { first, second }: ViewPair,
  setup: EncoderSetup,
): Tensor {
  if (!setup.statistics.second)
    return encodeSide('first', network, concat([first, second], 0), setup);
  const z = [
    encodeSide('first', network, first, setup),
    encodeSide('second', network, second, setup),
  ];
  const [width, other] = z.map(({ shape }) => shape[1]);
  if (width !== other)
    throw new InputError(
      `the two encoders give embeddings of ${width} and ${other} numbers, which cannot be compared: set head.layers, so that both have a head of one width.`,
    );
  return concat(z, 0);
}

/** z of second views alone, as `encodePair` gives it: [samples, d]. */
export function encodeSecond(network: Network, second: Tensor, setup: EncoderSetup): Tensor {
  return encodeSide('second', network, second, setup);
}
