// The key encoder: a second set of weights that follows the trained ones slowly (He et al. 2020,
// arXiv 1911.05722, equation 2).
import type { Precision } from '../../config/precision';
import { Network } from '../../encoder/network';
import { add, multiply } from '../../graph/arithmetic';
import { stopGradient } from '../../graph/sources';
import { l2Normalise } from '../../graph/statistics';
import type { Tensor } from '../../graph/tensor';
import type { StateValue } from '../../runtime/runtime';

/** States that begin so are the key encoder's: its weights and its own running statistics. */
export const KEY_PREFIX = 'key.';

export interface Keys {
  readonly network: Network;
  /** Unit rows without gradient, [n, d]. */
  readonly z: Tensor;
}

/**
 * k = g_k(f_k(x)). `encode` builds the network that is trained, too. Batch normalisation takes the
 * statistics of the keys alone; the authors shuffle them across devices, so that a key does not
 * meet its query's batch, which one device cannot do.
 */
export function encodeKeys(encode: (network: Network) => Tensor, precision: Precision): Keys {
  const network = new Network('training', { precision }).part(KEY_PREFIX);
  return { network, z: stopGradient(l2Normalise(encode(network))) };
}

/**
 * θ_k ← m θ_k + (1 − m) θ_q with the θ_q that the step has just made (`next`, by name): the keys of
 * the next step are encoded with it.
 */
export function follow(
  keys: Network,
  next: Readonly<Record<string, Tensor>>,
  momentum: number,
): Record<string, Tensor> {
  const moved = keys.parameters.map(({ name, tensor }): [string, Tensor] => {
    const query = next[name.slice(KEY_PREFIX.length)];
    return [name, add(multiply(tensor, momentum), multiply(query, 1 - momentum))];
  });
  return Object.fromEntries(moved);
}

/** The key encoder begins as a copy of the trained one. */
export function firstKeys(
  keys: Network,
  trained: Readonly<Record<string, StateValue>>,
): Record<string, StateValue> {
  return Object.fromEntries(
    [...keys.parameters, ...keys.statistics].map(({ name }) => [
      name,
      trained[name.slice(KEY_PREFIX.length)],
    ]),
  );
}
